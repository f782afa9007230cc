package io.waymark.domain.intervention;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Intervention;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Directions by hand: what rules ask for, and which of them are stopped or gone. */
public final class Asking implements Directions {
  public final Set<String> paused = new HashSet<>();
  public final Set<String> gone = new HashSet<>();
  private final Map<String, Intervention> byRule = new HashMap<>();
  private final @Nullable Intervention otherwise;

  private Asking(@Nullable Intervention otherwise) {
    this.otherwise = otherwise;
  }

  /** Every rule asks for this. */
  public static Asking of(@Nullable Intervention intervene) {
    return new Asking(intervene);
  }

  public Asking rule(String id, Intervention intervene) {
    byRule.put(id, intervene);
    return this;
  }

  @Override
  public @Nullable Intervention intervention(Signal signal) {
    return gone.contains(signal.ruleId()) ? null : byRule.getOrDefault(signal.ruleId(), otherwise);
  }

  @Override
  public boolean isInForce(String ruleId) {
    return !gone.contains(ruleId);
  }

  @Override
  public boolean isPaused(String ruleId) {
    return paused.contains(ruleId);
  }
}
