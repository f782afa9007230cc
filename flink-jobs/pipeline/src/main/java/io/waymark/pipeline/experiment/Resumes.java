package io.waymark.pipeline.experiment;

import io.waymark.domain.experiment.Experiment;
import io.waymark.domain.intervention.Pause;
import io.waymark.pipeline.intervention.PauseFeed;
import java.io.Serializable;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.jspecify.annotations.Nullable;

/**
 * When the interventions of a rule were last let go on, in broadcast state. Travels with its
 * operator and is opened in its subtask.
 */
final class Resumes implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The name is part of every checkpoint. */
  static final MapStateDescriptor<String, Long> STATE =
      new MapStateDescriptor<>("resumes", Types.STRING, Types.LONG);

  // -- configuration
  private final PauseFeed.Bootstrap bootstrap;

  // -- runtime
  private transient @Nullable BroadcastState<String, Long> stored;

  Resumes(PauseFeed.Bootstrap bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Restores what is known, or loads it on a fresh start. */
  void initialize(FunctionInitializationContext context) throws Exception {
    stored = context.getOperatorStateStore().getBroadcastState(STATE);
    if (!context.isRestored()) {
      for (Pause pause : bootstrap.load()) {
        apply(pause);
      }
    }
  }

  void apply(Pause pause) throws Exception {
    if (!pause.paused() && pause.at() > of(pause.ruleId())) {
      open().put(pause.ruleId(), pause.at());
    }
  }

  /** The time; {@link Experiment#NEVER} if they never were. */
  long of(String ruleId) throws Exception {
    Long at = open().get(ruleId);
    return at == null ? Experiment.NEVER : at;
  }

  private BroadcastState<String, Long> open() {
    if (stored == null) {
      throw new IllegalStateException("resumes were used before they were initialized");
    }
    return stored;
  }
}
