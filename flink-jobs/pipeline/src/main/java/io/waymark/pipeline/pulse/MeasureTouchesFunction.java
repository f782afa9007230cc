package io.waymark.pipeline.pulse;

import io.waymark.domain.canary.Canary;
import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Fingerprint;
import io.waymark.domain.friction.RecentIds;
import io.waymark.domain.pulse.Measurement;
import io.waymark.domain.pulse.OpenWait;
import io.waymark.domain.pulse.Sightings;
import io.waymark.domain.pulse.StrandKey;
import io.waymark.domain.pulse.Touch;
import io.waymark.pipeline.erasure.Pseudonyms;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.journey.Screening;
import io.waymark.pipeline.wire.InteractionCodec;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Measures what each event says by itself, and sends it on to the strands that it is part of. Knows
 * customers, and their carts, orders and contacts, by their pseudonyms only. Each event counts
 * once; those of bots, test accounts and the canary do not count.
 *
 * <p>Owns, per customer: hashes of the events of the last minute, and of two dozen in any case, for
 * an hour of the machine's time; what the profile says, for as long after the customer's last event
 * as journeys are kept; where the customer queued up last, for hours.
 */
final class MeasureTouchesFunction extends KeyedProcessFunction<String, Envelope, Measurement> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<RoutedTouch> ROUTED =
      new OutputTag<>("routed-touches", RoutedTouchSerializer.TYPE);

  private static final int LAYOUT = 1;
  private static final long REPEATED_WITHIN = Duration.ofMinutes(1).toMillis();

  /** That somebody was here is not written down at each of their events. */
  private static final long SEEN_EVERY = Duration.ofDays(1).toMillis();

  private static final Duration IDS_KEPT = Duration.ofHours(1);
  private static final Duration WAITS_KEPT = Duration.ofHours(4);
  private static final Set<String> VISITED = Set.of("web", "app");

  // -- configuration
  private final Screening screening;
  private final Duration profilesKept;
  private final Salt salt;

  // -- runtime
  private transient ValueState<byte[]> ids;
  private transient ValueState<MeasuredProfile> profiles;
  private transient ValueState<OpenWait> waits;
  private transient InteractionCodec codec;
  private transient Pseudonyms pseudonyms;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  MeasureTouchesFunction(Screening screening, Duration profilesKept, Salt salt) {
    this.screening = screening;
    this.profilesKept = profilesKept;
    this.salt = salt;
  }

  @Override
  public void open(OpenContext context) {
    ValueStateDescriptor<byte[]> recent =
        new ValueStateDescriptor<>("recent-ids", BytePrimitiveArraySerializer.INSTANCE);
    recent.enableTimeToLive(timeToLive(IDS_KEPT));
    ids = getRuntimeContext().getState(recent);
    ValueStateDescriptor<MeasuredProfile> profile =
        new ValueStateDescriptor<>("profile", MeasuredProfileSerializer.INSTANCE);
    // Whether it still counts is asked in event time; this reclaims the disk.
    profile.enableTimeToLive(timeToLive(profilesKept.multipliedBy(2)));
    profiles = getRuntimeContext().getState(profile);
    ValueStateDescriptor<OpenWait> wait =
        new ValueStateDescriptor<>("open-wait", OpenWaitSerializer.INSTANCE);
    wait.enableTimeToLive(timeToLive(WAITS_KEPT));
    waits = getRuntimeContext().getState(wait);
    codec = new InteractionCodec();
    pseudonyms = salt.pseudonyms();
  }

  private static StateTtlConfig timeToLive(Duration time) {
    return StateTtlConfig.newBuilder(time)
        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
        .setStateVisibility(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
        .build();
  }

  @Override
  public void processElement(Envelope envelope, Context context, Collector<Measurement> out)
      throws Exception {
    Event event = Touches.at(envelope.time(), codec.decodeBody(envelope.body()));
    if (event.type().equals("erase")) {
      ids.clear();
      profiles.clear();
      waits.clear();
      return;
    }
    if (Canary.is(event.customer()) || (screening.keepsOut() && screening.reason(event) != null)) {
      return;
    }
    if (isRepeated(event, context.timerService().currentWatermark())) {
      return;
    }
    MeasuredProfile profile = profile(event);
    if (screening.keepsOut() && profile != null && profile.test()) {
      return;
    }
    Touch touch =
        Touch.of(Touches.unnamed(event, pseudonyms), profile == null ? null : profile.persona());
    String customer = context.getCurrentKey();
    String visit = visit(event, customer);
    Sightings.of(
            touch, Fingerprint.of(customer), visit == null ? null : (Long) Fingerprint.of(visit))
        .forEach(out::collect);
    List<StrandKey> strands =
        StrandKey.of(touch, event.customerId() == null ? null : customer, visit);
    if (!strands.isEmpty()) {
      byte[] body = codec.encodeBody(Touches.under(customer, touch.event()));
      for (StrandKey key : strands) {
        context.output(ROUTED, new RoutedTouch(key, event.time(), body, touch.where().persona()));
      }
    }
    if (event.customerId() != null && OpenWait.concerns(touch)) {
      moveOn(touch, context);
    }
  }

  /** Many may share a device; a customer waits in one queue of a channel at a time. */
  private void moveOn(Touch touch, Context context) throws Exception {
    OpenWait before = waits.value();
    if (before != null && before.isOverBy(touch)) {
      byte[] body = codec.encodeBody(Touches.movedOn(context.getCurrentKey(), touch.event()));
      context.output(
          ROUTED, new RoutedTouch(before.leg(), touch.time(), body, touch.where().persona()));
    }
    OpenWait begun = OpenWait.begunBy(touch);
    if (begun != null) {
      waits.update(begun);
    }
  }

  /** Stands for the visit; null if the event is of none. */
  private static @Nullable String visit(Event event, String customer) {
    if (event.sessionId() != null) {
      return Long.toHexString(Fingerprint.of(event.sessionId()));
    }
    return event.channel() != null && VISITED.contains(event.channel()) ? customer : null;
  }

  private boolean isRepeated(Event event, long now) throws Exception {
    RecentIds recent = new RecentIds();
    byte[] stored = ids.value();
    if (stored != null) {
      recent.read(StateReader.of(stored));
    }
    long hash = Fingerprint.of(event.id());
    if (recent.contains(hash)) {
      return true;
    }
    // While a backlog is read, one partition may be far ahead of the other that has the copy.
    long known = Math.min(event.time(), Math.max(now, Long.MIN_VALUE + REPEATED_WITHIN));
    recent.add(hash, event.time(), known - REPEATED_WITHIN);
    StateWriter writer = StateWriter.of(LAYOUT, event.time(), stored == null ? 32 : stored.length);
    recent.write(writer);
    ids.update(writer.toByteArray());
    return false;
  }

  private @Nullable MeasuredProfile profile(Event event) throws Exception {
    MeasuredProfile before = profiles.value();
    if (before != null && event.time() - before.seenAt() > profilesKept.toMillis()) {
      before = null;
    }
    boolean says = event.type().equals("profile_updated");
    long seenEvery = Math.min(SEEN_EVERY, profilesKept.toMillis() / 2);
    if (!says && (before == null || event.time() - before.seenAt() < seenEvery)) {
      return before;
    }
    MeasuredProfile after = (before == null ? MeasuredProfile.UNKNOWN : before).seen(event.time());
    after = says ? after.updated(event) : after;
    profiles.update(after);
    return after;
  }
}
