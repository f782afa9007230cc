package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Rule;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a trace about one event, or one deadline, rule by rule, each thing once. */
final class Narration {
  private final Trace trace;
  private final @Nullable Event event;
  private final long at;
  private final Set<String> told = new HashSet<>();
  private @Nullable Rule rule;
  private Map<String, Object> instance = Map.of();

  /** Cues of the journey are not told of. */
  private boolean muted;

  Narration(Trace trace, @Nullable Event event, long at) {
    this.trace = trace;
    this.event = event;
    this.at = at;
  }

  void about(CompiledRule next) {
    rule = next.rule();
    muted = next.isCue();
    instance = Map.of();
    told.clear();
  }

  void about(InstanceKey key) {
    instance = key.named(Objects.requireNonNull(rule).per());
  }

  boolean isSilent() {
    return told.isEmpty();
  }

  void note(String words) {
    if (!muted && told.add(instance + words)) {
      trace.step(Objects.requireNonNull(rule), instance, event, at, words);
    }
  }
}
