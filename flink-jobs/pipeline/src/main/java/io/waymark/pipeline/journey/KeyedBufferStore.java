package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapState;

/** Waiting events in keyed state, by key group, so that they move with it. */
final class KeyedBufferStore implements BufferStore {
  private final MapState<Long, List<Envelope>> waiting;
  private final KeyGroups groups;
  private final Consumer<String> keyContext;

  /**
   * @param keyContext makes a key the one that the state answers for
   */
  KeyedBufferStore(
      MapState<Long, List<Envelope>> waiting, KeyGroups groups, Consumer<String> keyContext) {
    this.waiting = waiting;
    this.groups = groups;
    this.keyContext = keyContext;
  }

  @Override
  public int group(String customer) {
    return groups.of(customer);
  }

  @Override
  public Iterable<Integer> groups() {
    return groups.all();
  }

  @Override
  public List<Long> parts(int group) throws Exception {
    keyContext.accept(groups.key(group));
    List<Long> parts = new ArrayList<>();
    waiting.keys().forEach(parts::add);
    return parts;
  }

  @Override
  public List<Envelope> read(int group, long part) throws Exception {
    keyContext.accept(groups.key(group));
    return Objects.requireNonNull(waiting.get(part));
  }

  @Override
  public void write(int group, long part, List<Envelope> envelopes) throws Exception {
    keyContext.accept(groups.key(group));
    waiting.put(part, envelopes);
  }

  @Override
  public void remove(int group, long part) throws Exception {
    keyContext.accept(groups.key(group));
    waiting.remove(part);
  }
}
