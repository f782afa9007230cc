package io.waymark.pipeline.journey;

import io.waymark.domain.friction.FrictionEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of one subtask and their broadcast state. What a checkpoint holds wins over the topic;
 * without any, the topic is read once before the first event. A revision that can't be used is
 * logged and counted, and what was in force stays so.
 */
final class BroadcastRules {
  private static final Logger LOG = LoggerFactory.getLogger(BroadcastRules.class);

  private final BroadcastState<String, RuleUpdate> active;
  private final BroadcastState<String, RuleUpdate> staged;
  private final RuleBook book;
  private final Runnable onRefusal;

  BroadcastRules(OperatorStateStore states, EngineFactory engines, Runnable onRefusal)
      throws Exception {
    this.active = states.getBroadcastState(JourneyState.ACTIVE_RULES);
    this.staged = states.getBroadcastState(JourneyState.STAGED_RULES);
    this.book = new RuleBook(engines::compile);
    this.onRefusal = onRefusal;
  }

  /** Takes the rules from the checkpoint or, if it has none in force, from the topic. */
  void open(RuleBootstrap bootstrap) throws Exception {
    book.restore(values(active), values(staged));
    if (book.engine() == null) {
      load(bootstrap);
    }
    if (book.engine() == null) {
      LOG.warn("There are no rules yet: events wait until a revision of rules is published.");
    }
  }

  /** The rules in force, compiled; null while there are none. */
  @Nullable FrictionEngine engine() {
    return book.engine();
  }

  void apply(RuleUpdate update) {
    try {
      book.apply(update);
    } catch (IllegalArgumentException e) {
      refused(e);
    }
  }

  /** Brings the broadcast state to what is known now. */
  void checkpoint() throws Exception {
    replace(active, book.active());
    replace(staged, book.staged());
  }

  private void load(RuleBootstrap bootstrap) throws IOException {
    List<RuleUpdate> catalogue = bootstrap.load();
    try {
      book.load(catalogue);
    } catch (IllegalArgumentException e) {
      refused(e);
    }
  }

  private void refused(IllegalArgumentException reason) {
    onRefusal.run();
    LOG.error("A revision of rules can't be used; what was in force stays so.", reason);
  }

  private static List<RuleUpdate> values(BroadcastState<String, RuleUpdate> state)
      throws Exception {
    List<RuleUpdate> values = new ArrayList<>();
    state.iterator().forEachRemaining(entry -> values.add(entry.getValue()));
    return values;
  }

  private static void replace(BroadcastState<String, RuleUpdate> state, List<RuleUpdate> updates)
      throws Exception {
    state.clear();
    for (RuleUpdate update : updates) {
      state.put(update.ruleId(), update);
    }
  }
}
