package io.waymark.bench.contender;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Counts findings by pattern and adds up their digests, to be read when the job has ended. */
final class FindingTally extends ProcessFunction<Finding, Finding> {
  private static final long serialVersionUID = 1L;

  static final String FOUND = "found.";
  static final String DIGEST = "digest";

  private transient Map<String, LongCounter> found = new HashMap<>();
  private transient LongCounter digest = new LongCounter();

  @Override
  public void open(org.apache.flink.api.common.functions.OpenContext context) {
    found = new HashMap<>();
    digest = getRuntimeContext().getLongCounter(DIGEST);
  }

  @Override
  public void processElement(Finding finding, Context context, Collector<Finding> out) {
    found
        .computeIfAbsent(
            finding.pattern(), pattern -> getRuntimeContext().getLongCounter(FOUND + pattern))
        .add(1L);
    digest.add(finding.digest());
  }
}
