package io.waymark.pipeline.intervention;

import io.waymark.domain.intervention.Pause;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.jspecify.annotations.Nullable;

/**
 * The rules whose interventions are stopped, in broadcast state. Travels with its operator and is
 * opened in its subtask. Of a rule the latest word counts, so the topic may be read again.
 */
final class PausedRules implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The name is part of every checkpoint. */
  static final MapStateDescriptor<String, Pause> STATE =
      new MapStateDescriptor<>("pauses", Types.STRING, PauseSerializer.TYPE);

  // -- configuration
  private final PauseFeed.Bootstrap bootstrap;

  // -- runtime
  private transient @Nullable Open open;

  /** What is known while the task runs. */
  private record Open(BroadcastState<String, Pause> stored, Map<String, Pause> known) {}

  PausedRules(PauseFeed.Bootstrap bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Restores what is paused, or loads it on a fresh start. */
  void initialize(FunctionInitializationContext context) throws Exception {
    BroadcastState<String, Pause> stored = context.getOperatorStateStore().getBroadcastState(STATE);
    Map<String, Pause> known = new HashMap<>();
    stored.iterator().forEachRemaining(entry -> known.put(entry.getKey(), entry.getValue()));
    open = new Open(stored, known);
    if (!context.isRestored()) {
      for (Pause pause : bootstrap.load()) {
        apply(pause);
      }
    }
  }

  /** Takes it in; answers whether the rule's interventions are stopped by it. */
  boolean apply(Pause pause) throws Exception {
    Pause before = open().known.get(pause.ruleId());
    if (!pause.supersedes(before)) {
      return false;
    }
    open().known.put(pause.ruleId(), pause);
    open().stored.put(pause.ruleId(), pause);
    return pause.paused() && (before == null || !before.paused());
  }

  boolean contains(String ruleId) {
    Pause pause = open().known.get(ruleId);
    return pause != null && pause.paused();
  }

  private Open open() {
    if (open == null) {
      throw new IllegalStateException("pauses were used before they were initialized");
    }
    return open;
  }
}
