package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ListState;

/** Waiting events in keyed state, so that they move with their customer's key group. */
final class KeyedBufferStore implements BufferStore {
  private final ListState<Envelope> waiting;
  private final Consumer<String> keyContext;

  /**
   * @param keyContext makes a customer the key that the state answers for
   */
  KeyedBufferStore(ListState<Envelope> waiting, Consumer<String> keyContext) {
    this.waiting = waiting;
    this.keyContext = keyContext;
  }

  @Override
  public List<Envelope> read(String customer) throws Exception {
    keyContext.accept(customer);
    List<Envelope> envelopes = new ArrayList<>();
    waiting.get().forEach(envelopes::add);
    return envelopes;
  }

  @Override
  public void replace(String customer, List<Envelope> envelopes) throws Exception {
    keyContext.accept(customer);
    waiting.update(envelopes);
  }

  @Override
  public void append(String customer, List<Envelope> envelopes) throws Exception {
    keyContext.accept(customer);
    waiting.addAll(envelopes);
  }

  @Override
  public void clear(String customer) throws Exception {
    keyContext.accept(customer);
    waiting.clear();
  }
}
