package io.waymark.pipeline.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * What waits, in the state of a key, until the watermark has passed its time. Each element is
 * stored on its own, so that it costs the same whether few or many wait for one time, as in an
 * import. One event-time timer per time.
 */
public final class EventTimeBuffer<T> {
  private final MapState<Long, Integer> sizes;
  private final MapState<Slot, T> elements;

  private EventTimeBuffer(MapState<Long, Integer> sizes, MapState<Slot, T> elements) {
    this.sizes = sizes;
    this.elements = elements;
  }

  /** The operator's; it has one at most. */
  public static <T> EventTimeBuffer<T> open(RuntimeContext context, TypeSerializer<T> serializer) {
    return new EventTimeBuffer<>(
        context.getMapState(
            new MapStateDescriptor<>(
                "waiting-sizes", LongSerializer.INSTANCE, IntSerializer.INSTANCE)),
        context.getMapState(
            new MapStateDescriptor<>("waiting-elements", SlotSerializer.INSTANCE, serializer)));
  }

  /** Adds an element, and a timer for its time. */
  public void add(long time, T element, TimerService timers) throws Exception {
    put(time, element);
    timers.registerEventTimeTimer(time);
  }

  private void put(long time, T element) throws Exception {
    Integer size = sizes.get(time);
    int place = size == null ? 0 : size;
    elements.put(new Slot(time, place), element);
    sizes.put(time, place + 1);
  }

  /** Removes what waits for that very time, and answers it in the order in which it came. */
  public List<T> take(long time) throws Exception {
    Integer size = sizes.get(time);
    if (size == null) {
      return new ArrayList<>();
    }
    List<T> taken = new ArrayList<>(size);
    for (int place = 0; place < size; place++) {
      Slot slot = new Slot(time, place);
      taken.add(elements.get(slot));
      elements.remove(slot);
    }
    sizes.remove(time);
    return taken;
  }

  /** Whether anything waits for that very time. */
  public boolean isAny(long time) throws Exception {
    return sizes.contains(time);
  }

  /** The latest time that such an element waits for; null if there is none. */
  public @Nullable Long latest(Predicate<? super T> which) throws Exception {
    Long latest = null;
    for (Map.Entry<Slot, T> entry : elements.entries()) {
      if (which.test(entry.getValue())) {
        long time = entry.getKey().time();
        latest = latest == null ? time : Math.max(latest, time);
      }
    }
    return latest;
  }

  /**
   * Removes such elements, and timers that nothing waits for any more; answers how many. Where a
   * {@link DeadlineTimer} stands beside it, {@link DeadlineTimer#keep} has to follow.
   */
  public int removeIf(Predicate<? super T> which, TimerService timers) throws Exception {
    List<Long> times = new ArrayList<>();
    sizes.keys().forEach(times::add);
    int removed = 0;
    for (long time : times) {
      List<T> all = take(time);
      for (T element : all) {
        if (!which.test(element)) {
          put(time, element);
        }
      }
      Integer kept = sizes.get(time);
      removed += all.size() - (kept == null ? 0 : kept);
      if (kept == null) {
        timers.deleteEventTimeTimer(time);
      }
    }
    return removed;
  }
}
