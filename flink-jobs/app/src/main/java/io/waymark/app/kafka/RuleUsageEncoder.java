package io.waymark.app.kafka;

import io.waymark.domain.friction.RuleUsage;
import io.waymark.pipeline.wire.RuleUsageCodec;
import org.jspecify.annotations.Nullable;

/** What rules have done and cost in Avro, keyed by rule. Serves one thread. */
public final class RuleUsageEncoder implements RecordEncoder<RuleUsage> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable RuleUsageCodec codec;

  @Override
  public String key(RuleUsage usage) {
    return usage.ruleId();
  }

  @Override
  public byte[] value(RuleUsage usage) {
    RuleUsageCodec writer = codec;
    if (writer == null) {
      writer = new RuleUsageCodec();
      codec = writer;
    }
    return writer.encode(usage);
  }
}
