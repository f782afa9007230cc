package io.waymark.pipeline.rules;

import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force and what has been published since. Taking a record twice, or after a newer
 * one, changes nothing, so the rules topic may be read again from its beginning.
 *
 * <p>A document that can't be understood concerns its own rule alone: the version in force stays
 * so, or the rule stays absent if there is none, and the rest of the revision takes effect. The
 * document is kept with what is published and not in force; the end of each further revision and
 * each {@link #restore} asks again, for another release may understand it.
 *
 * <p>A document with a higher version than the one in force takes over by event time, so that one
 * stays among {@link #versions} as long as anything may need it; one with the same or a lower
 * version replaces it at once.
 */
final class RuleBook {
  private static final long NONE = Long.MIN_VALUE;

  private final RuleCompiler compiler;
  private final Refusals refusals;

  /** Published and not in force: of revisions that are not complete, or refused. */
  private final SortedMap<String, RuleUpdate> staged = new TreeMap<>();

  /** In force; a withdrawn rule stays as a tombstone, so that no older record revives it. */
  private final SortedMap<String, RuleUpdate> active = new TreeMap<>();

  private final SortedMap<String, Rule> rules = new TreeMap<>();

  /** Was in force, and may still be needed. */
  private final SupersededRules superseded = new SupersededRules();

  private long revision = NONE;
  private @Nullable JourneyModel journey;

  RuleBook(RuleCompiler compiler, Refusals refusals) {
    this.compiler = compiler;
    this.refusals = refusals;
    this.journey = compiler.journey(null);
  }

  /** Is told what can't be understood. */
  interface Refusals {
    /**
     * A rule is not what it was published as, or what it was.
     *
     * @param document what was published
     * @param inForce the version that stays in force; null if there is none
     */
    void refused(RuleUpdate document, @Nullable RuleUpdate inForce, IllegalArgumentException why);

    /**
     * The rule works, but a version before it, which is in the topic still and was not at work,
     * does not: what is older than the rule is judged by none.
     */
    void formerRefused(RuleUpdate document, IllegalArgumentException why);
  }

  /** Whether a revision has been completed, so that there are rules, if only none. */
  boolean isOpen() {
    return revision != NONE;
  }

  /** The rules in force, the newest version of each, in the order of their ids; a view. */
  Collection<Rule> rules() {
    return Collections.unmodifiableCollection(rules.values());
  }

  /** The rules in force and the versions that they have replaced and that may still be needed. */
  List<Rule> versions() {
    List<Rule> versions = new ArrayList<>();
    rules.forEach(
        (id, newest) -> {
          superseded.addTo(versions, id);
          versions.add(newest);
        });
    return versions;
  }

  /**
   * Forgets replaced versions that nothing needs any more.
   *
   * @param time up to which everything has been evaluated
   * @return whether there were any, so that {@link #versions} are others now
   */
  boolean forget(long time) {
    return superseded.forget(rules, time);
  }

  /** Forgets all replaced versions. */
  void keepNewest() {
    superseded.forgetAll();
  }

  /** What journeys are; null if none are kept. */
  @Nullable JourneyModel journey() {
    return journey;
  }

  /** The rule in force; null if there is none. */
  @Nullable Rule find(String ruleId) {
    return rules.get(ruleId);
  }

  /**
   * Takes in a record.
   *
   * @return whether it completed a revision, so that other rules may be in force now
   */
  boolean apply(RuleUpdate update) {
    if (!update.completesRevision()) {
      stage(update);
      return false;
    }
    if (update.revision() <= revision) {
      return false;
    }
    complete(update.revision());
    return true;
  }

  /**
   * Takes in the records of a topic at once: of each rule the last document up to the last complete
   * revision is compiled, however many there were, and those before it only if there was a time
   * before it. A compacted topic may not have them any more.
   */
  void load(List<RuleUpdate> updates) {
    long last =
        updates.stream()
            .filter(RuleUpdate::completesRevision)
            .mapToLong(RuleUpdate::revision)
            .max()
            .orElse(NONE);
    List<RuleUpdate> unfinished = new ArrayList<>();
    Map<String, List<RuleUpdate>> documents = new TreeMap<>();
    for (RuleUpdate update : updates) {
      if (update.revision() > last) {
        unfinished.add(update);
      } else if (!update.completesRevision()) {
        stage(update);
        documents.computeIfAbsent(update.ruleId(), id -> new ArrayList<>()).add(update);
      }
    }
    if (last > revision) {
      complete(last);
      documents.forEach(this::findSuperseded);
    }
    unfinished.forEach(this::stage);
  }

  /** Goes back from the rule in force to what is always effective, or as far as it can. */
  private void findSuperseded(String id, List<RuleUpdate> published) {
    Rule newer = rules.get(id);
    int inForce = published.indexOf(active.get(id));
    for (int i = inForce - 1;
        newer != null && newer.effectiveFrom() != Long.MIN_VALUE && i >= 0;
        i--) {
      RuleUpdate former = published.get(i);
      RuleDocument document = document(former);
      if (document == null) {
        return;
      }
      Rule older = understood(document, e -> refusals.formerRefused(former, e));
      if (older != null && older.version() < newer.version()) {
        superseded.restore(former, older);
        newer = older;
      }
    }
  }

  /** Part of what {@link #restore} needs: what is in force, and the revision that it is. */
  List<RuleUpdate> active() {
    List<RuleUpdate> updates = new ArrayList<>(active.values());
    if (isOpen()) {
      updates.add(RuleUpdate.completed(revision));
    }
    return updates;
  }

  /** The second part: what was in force and may still be needed. */
  List<RuleUpdate> superseded() {
    return superseded.documents();
  }

  /** The third part: what has been published and is not in force. */
  List<RuleUpdate> staged() {
    return List.copyOf(staged.values());
  }

  /**
   * Goes back to what {@link #active}, {@link #superseded} and {@link #staged} were. What was in
   * force and is not understood any more is absent, yet stays among {@link #active}: a release that
   * understands it has it in force again.
   */
  void restore(
      List<RuleUpdate> wasActive, List<RuleUpdate> wasSuperseded, List<RuleUpdate> wasStaged) {
    wasStaged.forEach(this::stage);
    for (RuleUpdate update : wasActive) {
      if (update.completesRevision()) {
        revision = update.revision();
      } else {
        compile(update);
        active.put(update.ruleId(), update);
      }
    }
    wasSuperseded.forEach(this::restoreSuperseded);
    if (isOpen()) {
      complete(revision);
    }
  }

  private void restoreSuperseded(RuleUpdate update) {
    RuleDocument document = document(update);
    if (document == null) {
      return;
    }
    Rule rule = understood(document, e -> refusals.refused(update, active.get(update.ruleId()), e));
    if (rule != null) {
      superseded.restore(update, rule);
    }
  }

  private @Nullable Rule understood(
      RuleDocument document, Consumer<IllegalArgumentException> refused) {
    try {
      return compiler.compile(document);
    } catch (IllegalArgumentException e) {
      refused.accept(e);
      return null;
    }
  }

  private void stage(RuleUpdate update) {
    RuleUpdate known = active.get(update.ruleId());
    RuleUpdate pending = staged.get(update.ruleId());
    if ((known == null || known.revision() < update.revision())
        && (pending == null || pending.revision() <= update.revision())) {
      staged.put(update.ruleId(), update);
    }
  }

  private void complete(long completed) {
    revision = completed;
    for (Iterator<RuleUpdate> all = staged.values().iterator(); all.hasNext(); ) {
      RuleUpdate update = all.next();
      String id = update.ruleId();
      Rule before = rules.get(id);
      if (update.revision() <= completed && compile(update)) {
        RuleUpdate replaced = active.put(id, update);
        Rule after = rules.get(id);
        if (after == null) {
          superseded.withdrawn(id);
        } else {
          superseded.replaced(replaced, before, after);
        }
        all.remove();
      }
    }
  }

  private boolean compile(RuleUpdate update) {
    String id = update.ruleId();
    try {
      if (id.equals(RuleUpdate.JOURNEY)) {
        journey = compiler.journey(document(update));
      } else {
        compileRule(id, document(update));
      }
      return true;
    } catch (IllegalArgumentException e) {
      boolean works = rules.containsKey(id) || id.equals(RuleUpdate.JOURNEY);
      refusals.refused(update, works ? active.get(id) : null, e);
      return false;
    }
  }

  private void compileRule(String id, @Nullable RuleDocument document) {
    if (document == null) {
      rules.remove(id);
    } else {
      rules.put(id, compiler.compile(document));
    }
  }

  private static @Nullable RuleDocument document(RuleUpdate update) {
    return update.text() == null ? null : new RuleDocument(update.ruleId(), update.text());
  }
}
