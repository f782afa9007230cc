package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.BusiestNames;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Tally;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the channels that have figures of their own, whatever is sent as one, say an id: the
 * {@value #CHANNELS} busiest. What happens in others is of one channel, {@link Place#OTHERS}. All
 * come by here, under one key, since what is bounded is their number; it is what was added up, some
 * thousand in five seconds, and not what happens.
 *
 * <p>Owns: the names and how busy they are, 2 KB at most; also on the heap. It is written when a
 * name gets a place and else once in a window.
 */
final class BoundChannelsFunction extends KeyedProcessFunction<String, Subtotal, Subtotal> {
  private static final long serialVersionUID = 1L;

  static final int CHANNELS = 24;
  static final String KEY = "channels";

  // -- runtime
  private transient ValueState<byte[]> stored;
  private transient @Nullable BusiestNames channels;
  private transient long written;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  BoundChannelsFunction() {}

  @Override
  public void open(OpenContext context) {
    stored =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "channels", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    written = Long.MIN_VALUE;
  }

  @Override
  public void processElement(Subtotal subtotal, Context context, Collector<Subtotal> out)
      throws Exception {
    Place place = subtotal.place();
    if (place.channel() == null) {
      out.collect(subtotal);
      return;
    }
    BusiestNames names = names();
    // Of a change of who waits no time is known; it holds from then on.
    long time = subtotal.hasWindow() ? subtotal.start() : Long.MIN_VALUE;
    double traffic = Math.max(1, subtotal.window().sum(Tally.EVENTS));
    BusiestNames.Place channel =
        names.meet(place.channel(), traffic, time, !subtotal.standing().isEmpty());
    if (channel == BusiestNames.Place.NEWLY_OWN || time > written) {
      written = Math.max(written, time);
      stored.update(names.toBytes());
    }
    out.collect(
        channel == BusiestNames.Place.SHARED
            ? subtotal.at(new Place(place.touchpoint(), Place.OTHERS, place.persona()))
            : subtotal);
  }

  private BusiestNames names() throws Exception {
    if (channels == null) {
      byte[] before = stored.value();
      channels = before == null ? new BusiestNames(CHANNELS) : BusiestNames.of(before, CHANNELS);
    }
    return channels;
  }
}
