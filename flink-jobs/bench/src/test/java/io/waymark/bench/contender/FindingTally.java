package io.waymark.bench.contender;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Counts findings by pattern and adds up their digests, as metrics. */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
final class FindingTally extends ProcessFunction<Finding, Finding> {
  private static final long serialVersionUID = 1L;

  static final String PATTERN = "pattern";
  static final String FOUND = "found";
  static final String DIGEST = "findings_digest";

  private transient Map<String, Counter> found;
  private transient Counter digest;

  @Override
  public void open(OpenContext context) {
    found = new HashMap<>();
    digest = getRuntimeContext().getMetricGroup().counter(DIGEST);
  }

  @Override
  public void processElement(Finding finding, Context context, Collector<Finding> out) {
    found
        .computeIfAbsent(
            finding.pattern(),
            pattern ->
                getRuntimeContext().getMetricGroup().addGroup(PATTERN, pattern).counter(FOUND))
        .inc();
    digest.inc(finding.digest());
  }
}
