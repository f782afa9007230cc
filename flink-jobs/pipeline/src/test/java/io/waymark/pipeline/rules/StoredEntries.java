package io.waymark.pipeline.rules;

import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.util.AbstractBroadcastStreamOperatorTestHarness;

/** How much keyed state an operator holds, over all keys. */
public final class StoredEntries {
  private StoredEntries() {}

  public static int of(AbstractBroadcastStreamOperatorTestHarness<?, ?, ?> harness) {
    var operator = (AbstractStreamOperator<?>) harness.getTwoInputOperator();
    return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
  }
}
