package io.waymark.domain.friction;

import io.waymark.domain.friction.CompiledRule.Parts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules that could care about events of one type. What only ends something matters where there
 * is something to end; what begins something is sorted by touchpoint, since catalogues grow by
 * saying the same of one page after the other.
 */
final class Candidates {
  private final Parts[] all;
  private final @Nullable Parts[] ending;
  private final Parts[] beginningAnywhere;
  private final Map<String, Parts[]> beginningAt = new HashMap<>();

  /**
   * @param all in the order of their rules
   * @param rules how many rules the engine has
   */
  Candidates(Parts[] all, int rules) {
    this.all = all;
    this.ending = new Parts[rules];
    Set<String> touchpoints = new TreeSet<>();
    for (Parts parts : all) {
      if (parts.ends()) {
        ending[parts.rule().index()] = parts;
      }
      Set<String> beginsAt = parts.beginsAt();
      if (beginsAt != null) {
        touchpoints.addAll(beginsAt);
      }
    }
    beginningAnywhere = beginning(null);
    for (String touchpoint : touchpoints) {
      beginningAt.put(touchpoint, beginning(touchpoint));
    }
  }

  private Parts[] beginning(@Nullable String touchpoint) {
    List<Parts> beginning = new ArrayList<>();
    for (Parts parts : all) {
      Set<String> at = parts.beginsAt();
      if (parts.begins() && (at == null || (touchpoint != null && at.contains(touchpoint)))) {
        beginning.add(touchpoint == null ? parts : parts.at(touchpoint));
      }
    }
    return beginning.toArray(Parts[]::new);
  }

  /** All of them. */
  Parts[] all() {
    return all;
  }

  /** Whether there are any. */
  boolean any() {
    return all.length > 0;
  }

  /** The part that events of the type play in ending what the rule has open; null if none. */
  @Nullable Parts ending(CompiledRule rule) {
    return ending[rule.index()];
  }

  /** Those that an event at this touchpoint may begin something of, or is remembered by. */
  Parts[] beginningAt(@Nullable String touchpoint) {
    return touchpoint == null || beginningAt.isEmpty()
        ? beginningAnywhere
        : beginningAt.getOrDefault(touchpoint, beginningAnywhere);
  }
}
