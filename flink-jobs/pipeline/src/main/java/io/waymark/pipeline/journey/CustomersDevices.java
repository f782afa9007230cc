package io.waymark.pipeline.journey;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.event.Event;
import io.waymark.domain.identity.IdentityEvents;
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
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Sends copies of what says whose a device is on to the device, and remembers which devices a
 * customer has used, so that an erasure finds them. An erasure waits for its time: it is in order
 * for the devices then. What was said up to it is not said again afterwards.
 *
 * <p>Owns, per pseudonym of a customer: the devices, until the erasure or for as long after the
 * last login as the erased are remembered; until when the customer is erased; one timer while an
 * erasure waits.
 */
final class CustomersDevices extends KeyedProcessFunction<String, Envelope, Envelope> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<Erasure> ERASURES = new OutputTag<>("erasures", ErasureSerializer.TYPE);

  static final ValueStateDescriptor<Envelope> WAITING =
      new ValueStateDescriptor<>("waiting-erasure", EnvelopeSerializer.TYPE);

  private final Duration remembered;

  private transient MapState<String, Long> devices;
  private transient ValueState<Long> erasedUntil;
  private transient ValueState<Envelope> waiting;
  private transient InteractionCodec codec;
  private transient IdentityMetrics identities;

  /**
   * @param remembered time of day
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are set by open
  CustomersDevices(Duration remembered) {
    this.remembered = remembered;
  }

  /** By device: the time of the last login there. */
  static MapStateDescriptor<String, Long> devices(Duration remembered) {
    MapStateDescriptor<String, Long> devices =
        new MapStateDescriptor<>("devices", Types.STRING, Types.LONG);
    devices.enableTimeToLive(reclaimed(remembered));
    return devices;
  }

  static ValueStateDescriptor<Long> erasedUntil(Duration remembered) {
    ValueStateDescriptor<Long> erased = new ValueStateDescriptor<>("erased-until", Types.LONG);
    erased.enableTimeToLive(reclaimed(remembered));
    return erased;
  }

  private static StateTtlConfig reclaimed(Duration after) {
    return StateTtlConfig.newBuilder(after)
        .updateTtlOnCreateAndWrite()
        .setStateVisibility(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
        .cleanupInRocksdbCompactFilter(1_000)
        .build();
  }

  @Override
  public void open(OpenContext context) {
    devices = getRuntimeContext().getMapState(devices(remembered));
    erasedUntil = getRuntimeContext().getState(erasedUntil(remembered));
    waiting = getRuntimeContext().getState(WAITING);
    codec = new InteractionCodec();
    identities = new IdentityMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Envelope envelope, Context context, Collector<Envelope> out)
      throws Exception {
    Long erased = erasedUntil.value();
    if (erased != null && envelope.time() <= erased) {
      return;
    }
    Event event = codec.decodeBody(envelope.body());
    if (IdentityEvents.isErase(event)) {
      await(envelope, context);
      return;
    }
    String device = IdentityEvents.device(event);
    if (device == null) {
      identities.count(IdentityMetrics.Kind.REFUSED);
    } else {
      Long before = devices.get(device);
      devices.put(device, before == null ? envelope.time() : Math.max(before, envelope.time()));
      out.collect(to(device, envelope));
    }
  }

  private void await(Envelope erasure, Context context) throws Exception {
    Envelope earlier = waiting.value();
    if (earlier == null || earlier.time() < erasure.time()) {
      waiting.update(erasure);
      context.timerService().registerEventTimeTimer(erasure.time());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Envelope> out) throws Exception {
    Envelope erasure = waiting.value();
    if (isDue(erasure, time)) {
      int told = 0;
      for (Iterator<Map.Entry<String, Long>> all = devices.iterator(); all.hasNext(); told++) {
        Map.Entry<String, Long> device = all.next();
        out.collect(to(device.getKey(), erasure));
        if (device.getValue() <= time) {
          all.remove();
        }
      }
      erasedUntil.update(time);
      waiting.clear();
      long now = context.timerService().currentProcessingTime();
      context.output(
          ERASURES, new Erasure(context.getCurrentKey(), Erasure.Store.LINKS, time, now, told));
    }
  }

  private static boolean isDue(@Nullable Envelope erasure, long time) {
    return erasure != null && erasure.time() == time;
  }

  private static Envelope to(String device, Envelope envelope) {
    return envelope.to(Event.ANONYMOUS + device, Envelope.TELLS_OF_DEVICE);
  }
}
