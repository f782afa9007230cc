package io.waymark.pipeline.journey;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.identity.IdentityEvents;
import io.waymark.domain.identity.NewDevices;
import io.waymark.pipeline.erasure.ErasureSerializer;
import io.waymark.pipeline.wire.InteractionCodec;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends copies of what says whose a device is on to the device, and remembers which devices a
 * customer has used, so that an erasure finds them. Devices put in order what they get: a login
 * from before an erasure that comes after it brings the erasure along.
 *
 * <p>Owns, per pseudonym of a customer: the devices, until the erasure or for as long after the
 * last login as the erased are remembered; when they were new on the last ones of them; until when
 * the customer is erased.
 */
final class CustomersDevices extends KeyedProcessFunction<String, Envelope, Envelope> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<Erasure> ERASURES = new OutputTag<>("erasures", ErasureSerializer.TYPE);

  private final Duration remembered;
  private final Limits.Device limits;

  private transient MapState<String, Long> devices;
  private transient ValueState<long[]> newOnes;
  private transient ValueState<Long> erasedUntil;
  private transient InteractionCodec codec;
  private transient IdentityMetrics identities;

  /**
   * @param remembered time of day
   * @param limits on how many devices a customer is believed to be new
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are set by open
  CustomersDevices(Duration remembered, Limits.Device limits) {
    this.remembered = remembered;
    this.limits = limits;
  }

  /** By device: the time of the last login there. */
  private MapStateDescriptor<String, Long> devices() {
    MapStateDescriptor<String, Long> devices =
        new MapStateDescriptor<>("devices", Types.STRING, Types.LONG);
    devices.enableTimeToLive(timeToLive());
    return devices;
  }

  private ValueStateDescriptor<long[]> newOnes() {
    ValueStateDescriptor<long[]> times =
        new ValueStateDescriptor<>(
            "new-devices", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
    times.enableTimeToLive(timeToLive());
    return times;
  }

  private ValueStateDescriptor<Long> erasedUntil() {
    ValueStateDescriptor<Long> erased = new ValueStateDescriptor<>("erased-until", Types.LONG);
    erased.enableTimeToLive(timeToLive());
    return erased;
  }

  private StateTtlConfig timeToLive() {
    return StateTtlConfig.newBuilder(remembered)
        .updateTtlOnCreateAndWrite()
        .setStateVisibility(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
        .build();
  }

  @Override
  public void open(OpenContext context) {
    devices = getRuntimeContext().getMapState(devices());
    newOnes = getRuntimeContext().getState(newOnes());
    erasedUntil = getRuntimeContext().getState(erasedUntil());
    codec = new InteractionCodec();
    identities = new IdentityMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Envelope envelope, Context context, Collector<Envelope> out)
      throws Exception {
    Event event = codec.decodeBody(envelope.body());
    Long erased = erasedUntil.value();
    boolean isErased = erased != null && envelope.time() <= erased;
    if (IdentityEvents.isErase(event)) {
      if (!isErased) {
        erase(envelope, context, out);
      }
      return;
    }
    String device = IdentityEvents.device(event);
    Long before = device == null ? null : devices.get(device);
    if (device == null || (before == null && !isErased && !isBelieved(event))) {
      identities.count(IdentityMetrics.Kind.REFUSED);
      return;
    }
    out.collect(to(device, envelope));
    if (isErased) {
      out.collect(to(device, erasure(event, erased, envelope)));
    } else {
      devices.put(device, before == null ? envelope.time() : Math.max(before, envelope.time()));
    }
  }

  /** Whether the customer may be on one device more. */
  private boolean isBelieved(Event login) throws Exception {
    if (!IdentityEvents.joins(login)) {
      return true;
    }
    long[] more = NewDevices.with(login.time(), newOnes.value(), limits);
    if (more != null) {
      newOnes.update(more);
    }
    return more != null;
  }

  private void erase(Envelope erasure, Context context, Collector<Envelope> out) throws Exception {
    int told = 0;
    for (Iterator<Map.Entry<String, Long>> all = devices.iterator(); all.hasNext(); told++) {
      Map.Entry<String, Long> device = all.next();
      out.collect(to(device.getKey(), erasure));
      if (device.getValue() <= erasure.time()) {
        all.remove();
      }
    }
    newOnes.clear();
    erasedUntil.update(erasure.time());
    long now = context.timerService().currentProcessingTime();
    context.output(
        ERASURES,
        new Erasure(context.getCurrentKey(), Erasure.Store.LINKS, erasure.time(), now, told));
  }

  /** What is known of an erasure that was asked for before. */
  private Envelope erasure(Event login, long at, Envelope envelope) {
    Event erase =
        new Event(
            login.id(),
            IdentityEvents.ERASE,
            at,
            login.customerId(),
            null,
            null,
            null,
            null,
            Map.of());
    return new Envelope(
        envelope.customer(),
        at,
        codec.encodeBody(erase),
        envelope.origin(),
        Envelope.TELLS_OF_DEVICE);
  }

  private static Envelope to(String device, Envelope envelope) {
    return envelope.to(Event.ANONYMOUS + device, Envelope.TELLS_OF_DEVICE);
  }
}
