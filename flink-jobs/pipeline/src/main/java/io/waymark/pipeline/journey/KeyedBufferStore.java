package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapState;

/** Waiting events in keyed state, so that they move with their customer's key group. */
final class KeyedBufferStore implements BufferStore {
  private final MapState<Long, List<Envelope>> waiting;
  private final Consumer<String> keyContext;

  /**
   * @param keyContext makes a customer the key that the state answers for
   */
  KeyedBufferStore(MapState<Long, List<Envelope>> waiting, Consumer<String> keyContext) {
    this.waiting = waiting;
    this.keyContext = keyContext;
  }

  @Override
  public List<Long> parts(String customer) throws Exception {
    keyContext.accept(customer);
    List<Long> parts = new ArrayList<>();
    waiting.keys().forEach(parts::add);
    return parts;
  }

  @Override
  public List<Envelope> read(String customer, long part) throws Exception {
    keyContext.accept(customer);
    return Objects.requireNonNull(waiting.get(part));
  }

  @Override
  public void write(String customer, long part, List<Envelope> envelopes) throws Exception {
    keyContext.accept(customer);
    waiting.put(part, envelopes);
  }

  @Override
  public void remove(String customer, long part) throws Exception {
    keyContext.accept(customer);
    waiting.remove(part);
  }
}
