package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.BusiestNames;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Subject;
import io.waymark.domain.pulse.Tally;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the places that have figures of their own, whatever is sent as a touchpoint, say raw
 * addresses: of each channel, and of each subject, the {@value #TOUCHPOINTS} busiest names, and the
 * {@value #PERSONAS} of personas. What happens at others is of one place of that channel, {@link
 * Place#OTHERS}, and counted in {@code measured_at_others}.
 *
 * <p>Owns, per channel: the names and how busy they are, 30 KB at most; also on the heap. It is
 * written when a name gets a place and else once in a window, so that after a restore names have
 * theirs, and are as busy as some minutes before.
 */
final class BoundPlacesFunction extends KeyedProcessFunction<String, Subtotal, Subtotal> {
  private static final long serialVersionUID = 1L;

  static final int TOUCHPOINTS = 300;
  static final int PERSONAS = 24;

  // -- runtime
  private transient ValueState<byte[]> storedTouchpoints;
  private transient ValueState<byte[]> storedPersonas;
  private transient Map<String, Names> known;
  private transient Counter measuredAtOthers;

  private static final class Names {
    private final BusiestNames touchpoints;
    private final BusiestNames personas;
    private long written = Long.MIN_VALUE;

    private Names(BusiestNames touchpoints, BusiestNames personas) {
      this.touchpoints = touchpoints;
      this.personas = personas;
    }
  }

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  BoundPlacesFunction() {}

  /** What has a bound of its own: a channel or a subject. */
  static String group(Subtotal subtotal) {
    Place place = subtotal.place();
    Subject subject = place.subject();
    String channel = place.channel() == null ? "" : place.channel();
    return subject == null ? "channel:" + channel : "subject:" + subject.name();
  }

  @Override
  public void open(OpenContext context) {
    storedTouchpoints = getRuntimeContext().getState(state("touchpoints"));
    storedPersonas = getRuntimeContext().getState(state("personas"));
    known = new HashMap<>();
    measuredAtOthers =
        getRuntimeContext().getMetricGroup().addGroup("waymark").counter("measured_at_others");
  }

  private static ValueStateDescriptor<byte[]> state(String name) {
    return new ValueStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  @Override
  public void processElement(Subtotal subtotal, Context context, Collector<Subtotal> out)
      throws Exception {
    Place place = subtotal.place();
    if (place.touchpoint().equals(Place.EVERYWHERE)) {
      out.collect(subtotal);
      return;
    }
    Names names = names(context.getCurrentKey());
    // Of a change of who waits no time is known; it holds from then on.
    long time = subtotal.hasWindow() ? subtotal.start() : Long.MIN_VALUE;
    double traffic = Math.max(1, subtotal.window().sum(Tally.EVENTS));
    boolean waits = !subtotal.standing().isEmpty();
    BusiestNames.Place touchpoint =
        names.touchpoints.meet(place.touchpoint(), traffic, time, waits);
    BusiestNames.Place persona =
        place.persona() == null
            ? BusiestNames.Place.OWN
            : names.personas.meet(place.persona(), traffic, time, waits);
    write(names, time, touchpoint, persona);
    out.collect(subtotal.at(placed(place, touchpoint, persona)));
  }

  private Place placed(Place place, BusiestNames.Place ofTouchpoint, BusiestNames.Place ofPersona) {
    boolean others = ofTouchpoint == BusiestNames.Place.SHARED;
    if (others) {
      measuredAtOthers.inc();
    }
    if (!others && ofPersona != BusiestNames.Place.SHARED) {
      return place;
    }
    Subject subject = place.subject();
    return others && subject != null
        ? Place.about(subject, Place.OTHERS)
        : new Place(
            others ? Place.OTHERS : place.touchpoint(),
            place.channel(),
            ofPersona == BusiestNames.Place.SHARED ? Place.OTHERS : place.persona());
  }

  private Names names(String group) throws Exception {
    Names names = known.get(group);
    if (names == null) {
      names =
          new Names(
              read(storedTouchpoints.value(), TOUCHPOINTS), read(storedPersonas.value(), PERSONAS));
      known.put(group, names);
    }
    return names;
  }

  private static BusiestNames read(byte @Nullable [] stored, int most) {
    return stored == null ? new BusiestNames(most) : BusiestNames.of(stored, most);
  }

  private void write(
      Names names, long time, BusiestNames.Place ofTouchpoint, BusiestNames.Place ofPersona)
      throws Exception {
    boolean isNew =
        ofTouchpoint == BusiestNames.Place.NEWLY_OWN || ofPersona == BusiestNames.Place.NEWLY_OWN;
    if (isNew || time > names.written) {
      names.written = Math.max(names.written, time);
      storedTouchpoints.update(names.touchpoints.toBytes());
      storedPersonas.update(names.personas.toBytes());
    }
  }
}
