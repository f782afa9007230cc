package io.waymark.pipeline.wire;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.friction.RuleUsage;

/** What rules have done and cost as Avro single-object messages. Serves one thread. */
public final class RuleUsageCodec {
  private final RecordWriter<io.waymark.avro.RuleUsage> out =
      new RecordWriter<>(Subject.RULE_USAGE);

  public byte[] encode(RuleUsage usage) {
    return out.write(
        io.waymark.avro.RuleUsage.newBuilder()
            .setRuleId(usage.ruleId())
            .setOccurredAt(Records.time(usage.occurredAt()))
            .setEvents(usage.events())
            .setNanos(usage.nanos())
            .setJourneys(usage.journeys())
            .setBytes(usage.bytes())
            .setSuppressedByCooldown(usage.count(Occurrence.SUPPRESSED_BY_COOLDOWN))
            .setSuppressedByCondition(usage.count(Occurrence.SUPPRESSED_BY_CONDITION))
            .setExpressionError(usage.count(Occurrence.EXPRESSION_ERROR))
            .setUnreadableDeadline(usage.count(Occurrence.UNREADABLE_DEADLINE))
            .setCapped(usage.count(Occurrence.CAPPED))
            .setQuarantined(usage.quarantined())
            .build());
  }
}
