package io.waymark.pipeline.journey;

import io.waymark.domain.friction.FrictionEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue in force and what has been published since. Applying a record twice changes
 * nothing, so the rules topic may be read again from its beginning. Rules are compiled once per
 * revision, not per rule.
 */
final class RuleBook {
  private static final long NONE = Long.MIN_VALUE;

  private final Function<List<RuleDocument>, FrictionEngine> compiler;
  private final SortedMap<String, RuleUpdate> staged = new TreeMap<>();
  private SortedMap<String, RuleUpdate> active = new TreeMap<>();
  private long revision = NONE;
  private @Nullable FrictionEngine engine;

  RuleBook(Function<List<RuleDocument>, FrictionEngine> compiler) {
    this.compiler = compiler;
  }

  /** The rules in force, compiled; null until a revision has been completed. */
  @Nullable FrictionEngine engine() {
    return engine;
  }

  /**
   * Takes in a record.
   *
   * @return whether other rules are in force now
   * @throws IllegalArgumentException if the revision it completes can't be compiled; then nothing
   *     has changed and the next revision decides anew
   */
  boolean apply(RuleUpdate update) {
    if (update.completesRevision()) {
      return update.revision() > revision && complete(update.revision());
    }
    RuleUpdate known = active.get(update.ruleId());
    RuleUpdate pending = staged.get(update.ruleId());
    if ((known == null || known.revision() < update.revision())
        && (pending == null || pending.revision() <= update.revision())) {
      staged.put(update.ruleId(), update);
    }
    return false;
  }

  /**
   * Takes in the records of a topic at once, so that a catalogue that has been through a thousand
   * revisions is compiled once.
   */
  void load(List<RuleUpdate> updates) {
    long last = NONE;
    for (RuleUpdate update : updates) {
      if (update.completesRevision()) {
        last = Math.max(last, update.revision());
      } else {
        apply(update);
      }
    }
    if (last != NONE) {
      apply(RuleUpdate.completed(last));
    }
  }

  /** Everything that {@link #restore} needs: what is in force, and the revision that it is. */
  List<RuleUpdate> active() {
    List<RuleUpdate> updates = new ArrayList<>(active.values());
    if (revision != NONE) {
      updates.add(RuleUpdate.completed(revision));
    }
    return updates;
  }

  /** What has been published and is not in force. */
  List<RuleUpdate> staged() {
    return List.copyOf(staged.values());
  }

  /** Goes back to what {@link #active} and {@link #staged} were. */
  void restore(Iterable<RuleUpdate> wasActive, Iterable<RuleUpdate> wasStaged) {
    List<RuleUpdate> updates = new ArrayList<>();
    wasActive.forEach(updates::add);
    load(updates);
    wasStaged.forEach(this::apply);
  }

  private boolean complete(long completed) {
    SortedMap<String, RuleUpdate> next = new TreeMap<>(active);
    for (RuleUpdate update : staged.values()) {
      if (update.revision() <= completed) {
        // A withdrawn rule stays as a tombstone: an older record read again must not revive it.
        next.put(update.ruleId(), update);
      }
    }
    List<RuleDocument> documents = new ArrayList<>();
    for (RuleUpdate update : next.values()) {
      String text = update.text();
      if (text != null) {
        documents.add(new RuleDocument(update.ruleId(), text));
      }
    }
    engine = compiler.apply(documents);
    active = next;
    revision = completed;
    staged.values().removeIf(update -> update.revision() <= completed);
    return true;
  }
}
