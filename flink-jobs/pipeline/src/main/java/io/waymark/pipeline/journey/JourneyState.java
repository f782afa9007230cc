package io.waymark.pipeline.journey;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The states of a journey operator by name, beside those of its rules. The names are part of every
 * checkpoint.
 */
final class JourneyState {
  /** By customer: the journey, as {@link PackedJourney} has it. */
  static final String JOURNEY = "journey";

  /** By key group: events that wait for their time, as of the last checkpoint, and spilled ones. */
  static final MapStateDescriptor<Long, List<Envelope>> WAITING =
      new MapStateDescriptor<>("waiting", Types.LONG, Types.LIST(EnvelopeSerializer.TYPE));

  /** By key group: journeys that were newer at hand than in the store at the last checkpoint. */
  static final ValueStateDescriptor<byte[]> AT_HAND =
      new ValueStateDescriptor<>(
          "journeys-at-hand", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** By key group: until when whoever has this pseudonym is erased. */
  static final MapStateDescriptor<String, Long> ERASED =
      new MapStateDescriptor<>("erased", Types.STRING, Types.LONG);

  /** Counts per source partition. */
  static final ListStateDescriptor<long[]> LEDGER =
      new ListStateDescriptor<>("ledger", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

  private static final Duration LONGEST_OUTAGE = Duration.ofDays(30);

  private JourneyState() {}

  /** By customer: the journey. */
  static ValueStateDescriptor<byte[]> journeys(Duration timeToLive) {
    ValueStateDescriptor<byte[]> descriptor =
        new ValueStateDescriptor<>(JOURNEY, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    // The journey's own end is event time and decided on read. This one only reclaims disk and has
    // to be the later one: wall clock runs on while the job stands still, for a month at most.
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(timeToLive.plus(LONGEST_OUTAGE))
            .updateTtlOnCreateAndWrite()
            .setStateVisibility(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
            .build());
    return descriptor;
  }
}
