package io.waymark.app.savepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.run.CannotRun;
import io.waymark.pipeline.journey.OperatorIds;
import java.io.IOException;
import java.util.Set;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * All that a savepoint keeps of one customer, or of one device, as JSON: by operator and state. The
 * cost is that of the key groups that the ids fall into, not of the savepoint.
 */
public final class SavedCustomer {
  private static final Set<String> OF_JOURNEYS =
      Set.of(OperatorIds.JOURNEYS, OperatorIds.ANONYMOUS_JOURNEYS);

  private final Savepoint savepoint;
  private final String id;
  private final String pseudonym;

  /**
   * @param id of the customer; of a device {@code anon:} and the anonymous id
   * @param pseudonym what stands for it where no id is kept
   */
  public SavedCustomer(Savepoint savepoint, String id, String pseudonym) {
    this.savepoint = savepoint;
    this.id = id;
    this.pseudonym = pseudonym;
  }

  /** Reads it; an object without fields if nothing is kept. */
  public ObjectNode read() throws CannotRun {
    ObjectNode byOperator = Json.object();
    for (SavedOperator operator : savepoint.operators()) {
      ObjectNode states = Json.object();
      boolean ofJourneys = OF_JOURNEYS.contains(operator.uid());
      SavedJourney journeys = ofJourneys ? SavedJourney.of(operator, id, pseudonym) : null;
      for (String key : Set.of(id, pseudonym)) {
        int group = KeyGroupRangeAssignment.assignToKeyGroup(key, operator.maxParallelism());
        KeyedStates.read(
            operator,
            group,
            (state, keyGroup, first, second) -> {
              if (journeys == null || !journeys.take(state, key, first, second, states)) {
                take(state, key, first, second, states);
              }
            });
      }
      if (!states.isEmpty()) {
        byOperator.set(operator.uid(), states);
      }
    }
    return byOperator;
  }

  private static void take(
      KeyedState state, String key, byte[] first, byte[] second, ObjectNode states)
      throws IOException {
    if (!state.isOf(key, first)) {
      return;
    }
    KeyedState.Entry entry = state.read(first, second);
    JsonNode value =
        state.kind() == KeyedState.Kind.TIMERS ? Json.time(entry.value()) : Json.of(entry.value());
    switch (state.kind()) {
      case MAP -> states.withObjectProperty(state.name()).set(String.valueOf(entry.item()), value);
      case TIMERS -> states.withArrayProperty(state.name()).add(value);
      case VALUE, LIST -> states.set(state.name(), value);
    }
  }
}
