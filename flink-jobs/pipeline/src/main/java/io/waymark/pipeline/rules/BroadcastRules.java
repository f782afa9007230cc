package io.waymark.pipeline.rules;

import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of one subtask, kept in broadcast state. On a fresh start the topic is read once before
 * the first element; what a checkpoint holds stays, and only what was published later is added to
 * it. What is published takes effect with the record that completes its revision.
 *
 * <p>A document that can't be understood is counted as {@code refused_rules}, logged with the
 * reason and skipped: the rule keeps its version in force, or is absent if it has none, and the
 * others of the revision take effect. That holds for a restore too, with another release say: the
 * document stays in the checkpoint, so a release that understands it has the rule in force again.
 * What a customer's journey knew of the rule is gone if the journey was touched in between, as if
 * the rule had been withdrawn; it starts afresh then.
 */
public final class BroadcastRules {
  private static final Logger LOG = LoggerFactory.getLogger(BroadcastRules.class);

  /** In force; the name is part of every checkpoint, as is the next. */
  private static final MapStateDescriptor<String, RuleUpdate> ACTIVE =
      new MapStateDescriptor<>("rules", Types.STRING, RuleUpdateSerializer.TYPE);

  /** Published and not in force. */
  private static final MapStateDescriptor<String, RuleUpdate> STAGED =
      new MapStateDescriptor<>("rules-staged", Types.STRING, RuleUpdateSerializer.TYPE);

  /** Was in force, by rule and revision, and may still be needed. */
  private static final MapStateDescriptor<String, RuleUpdate> SUPERSEDED =
      new MapStateDescriptor<>("rules-superseded", Types.STRING, RuleUpdateSerializer.TYPE);

  private final BroadcastState<String, RuleUpdate> active;
  private final BroadcastState<String, RuleUpdate> superseded;
  private final BroadcastState<String, RuleUpdate> staged;
  private final Counter refused;
  private final RuleBook book;

  private BroadcastRules(OperatorStateStore states, RuleCompiler compiler, MetricGroup metrics)
      throws Exception {
    this.active = states.getBroadcastState(ACTIVE);
    this.superseded = states.getBroadcastState(SUPERSEDED);
    this.staged = states.getBroadcastState(STAGED);
    this.refused = metrics.addGroup("waymark").counter("refused_rules");
    this.book = new RuleBook(compiler, new Told());
  }

  /** The broadcast states they live in. */
  public static List<MapStateDescriptor<?, ?>> states() {
    return List.of(ACTIVE, SUPERSEDED, STAGED);
  }

  /**
   * Takes the rules from the checkpoint or, if it has none in force, from the topic. What was
   * published since the checkpoint comes once more, as a change that can be noticed.
   */
  public static BroadcastRules open(
      OperatorStateStore states, RuleSource source, MetricGroup metrics) throws Exception {
    BroadcastRules rules = restored(states, source, metrics);
    if (!rules.book.isOpen()) {
      rules.book.load(source.bootstrap().load());
    }
    return rules;
  }

  /**
   * Takes the rules from the checkpoint, and from the topic what it has beyond them: events that
   * waited while nothing ran may be of a time from which rules are effective that were published
   * meanwhile.
   */
  public static BroadcastRules openCaughtUp(
      OperatorStateStore states, RuleSource source, MetricGroup metrics) throws Exception {
    BroadcastRules rules = restored(states, source, metrics);
    List<RuleUpdate> topic = source.bootstrap().load();
    if (rules.book.isOpen()) {
      topic.forEach(rules.book::apply);
    } else {
      rules.book.load(topic);
    }
    return rules;
  }

  private static BroadcastRules restored(
      OperatorStateStore states, RuleSource source, MetricGroup metrics) throws Exception {
    BroadcastRules rules = new BroadcastRules(states, source.compiler(), metrics);
    rules.book.restore(values(rules.active), values(rules.superseded), values(rules.staged));
    return rules;
  }

  /** Whether a revision is in force, if only an empty one. */
  public boolean isOpen() {
    return book.isOpen();
  }

  /** The rules in force, the newest version of each; a view. */
  public Collection<Rule> all() {
    return book.rules();
  }

  /**
   * The same and the versions before them that events may still be judged by, or something be open
   * under.
   */
  public List<Rule> versions() {
    return book.versions();
  }

  /**
   * Forgets versions before the newest that nothing needs any more.
   *
   * @param time up to which everything has been evaluated, in epoch milliseconds
   * @return whether there were any, so that {@link #versions} are others now
   */
  public boolean forget(long time) {
    return book.forget(time);
  }

  /** Forgets all versions before the newest. */
  public void keepNewest() {
    book.keepNewest();
  }

  /** What journeys are; null if none are kept. */
  public @Nullable JourneyModel journey() {
    return book.journey();
  }

  /** The rule in force; null if there is none. */
  public @Nullable Rule find(String ruleId) {
    return book.find(ruleId);
  }

  /**
   * Takes in a record of the topic. One taken twice, or after a newer one, changes nothing.
   *
   * @return whether it completed a revision, so that other rules may be in force now
   */
  public boolean apply(RuleUpdate update) {
    return book.apply(update);
  }

  /** Brings the broadcast state to what is known now; to be called for each checkpoint. */
  public void checkpoint() throws Exception {
    replace(active, book.active(), RuleUpdate::ruleId);
    replace(superseded, book.superseded(), update -> update.ruleId() + "@" + update.revision());
    replace(staged, book.staged(), RuleUpdate::ruleId);
  }

  private final class Told implements RuleBook.Refusals {
    @Override
    public void refused(
        RuleUpdate document, @Nullable RuleUpdate inForce, IllegalArgumentException why) {
      refused.inc();
      LOG.error(
          "Rule {} of revision {} is refused; {}. {}",
          document.ruleId(),
          document.revision(),
          inForce == null
              ? "no other version of it works, so it takes no part"
              : "that of revision " + inForce.revision() + " stays in force",
          why.getMessage());
    }

    /** Nobody can mend it: it has been replaced by what works. */
    @Override
    public void formerRefused(RuleUpdate document, IllegalArgumentException why) {
      LOG.warn(
          "Rule {} of revision {}, which has been replaced since, is not understood any more; it"
              + " judges no event of before its replacement. {}",
          document.ruleId(),
          document.revision(),
          why.getMessage());
    }
  }

  private static List<RuleUpdate> values(BroadcastState<String, RuleUpdate> state)
      throws Exception {
    List<RuleUpdate> values = new ArrayList<>();
    state.iterator().forEachRemaining(entry -> values.add(entry.getValue()));
    return values;
  }

  private static void replace(
      BroadcastState<String, RuleUpdate> state,
      List<RuleUpdate> updates,
      Function<RuleUpdate, String> key)
      throws Exception {
    state.clear();
    for (RuleUpdate update : updates) {
      state.put(key.apply(update), update);
    }
  }
}
