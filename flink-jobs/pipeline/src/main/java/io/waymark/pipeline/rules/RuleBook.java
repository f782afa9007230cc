package io.waymark.pipeline.rules;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.journey.RuleBootstrap;
import io.waymark.pipeline.journey.RuleDocument;
import io.waymark.pipeline.journey.RuleUpdate;
import io.waymark.pipeline.journey.RuleUpdateSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.jspecify.annotations.Nullable;

/**
 * The rules as published now, by id. They live in broadcast state: loaded before the first element
 * of a fresh start, restored otherwise, changed by updates once their revision is complete. A
 * document that can't be understood is counted and leaves the version at work in place. Compiled
 * once per change, so looking up costs a hash.
 */
public final class RuleBook implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is in force, by rule id; a withdrawn rule stays, so that nothing older revives it. */
  private static final MapStateDescriptor<String, RuleUpdate> PUBLISHED =
      new MapStateDescriptor<>("rules", Types.STRING, RuleUpdateSerializer.TYPE);

  /** What belongs to revisions that are not complete yet, by rule id. */
  private static final MapStateDescriptor<String, RuleUpdate> PENDING =
      new MapStateDescriptor<>("rules-pending", Types.STRING, RuleUpdateSerializer.TYPE);

  // -- configuration
  private final RuleBootstrap bootstrap;
  private final RuleCompiler compiler;

  // -- runtime
  private transient @Nullable Open open;

  RuleBook(RuleBootstrap bootstrap, RuleCompiler compiler) {
    this.bootstrap = bootstrap;
    this.compiler = compiler;
  }

  /** The broadcast states it lives in. */
  public static List<MapStateDescriptor<?, ?>> states() {
    return List.of(PUBLISHED, PENDING);
  }

  /** Restores the rules, or loads them on a fresh start. */
  public void initialize(FunctionInitializationContext context, MetricGroup metrics)
      throws Exception {
    var store = context.getOperatorStateStore();
    MetricGroup counters = metrics.addGroup("rules");
    Open book =
        new Open(
            store.getBroadcastState(PUBLISHED),
            store.getBroadcastState(PENDING),
            new HashMap<>(),
            counters.counter("refused"),
            counters.counter("unknown"));
    open = book;
    if (context.isRestored()) {
      for (Map.Entry<String, RuleUpdate> entry : book.published.entries()) {
        book.compile(compiler, entry.getValue());
      }
      return;
    }
    for (RuleUpdate update : bootstrap.load()) {
      update(update);
    }
  }

  /**
   * Takes an update; it counts from the record on that completes its revision. Taking one twice, or
   * after a newer one, changes nothing, so the topic may be read again from its beginning.
   */
  public void update(RuleUpdate update) throws Exception {
    Open book = open();
    if (update.completesRevision()) {
      complete(book, update.revision());
    } else if (isNewer(update, book.published.get(update.ruleId()))
        && !isNewer(book.pending.get(update.ruleId()), update)) {
      book.pending.put(update.ruleId(), update);
    }
  }

  /**
   * The signal's rule as published now, whichever version of it fired; null if there is none, which
   * is counted if a fire asks.
   */
  public @Nullable Rule find(Signal signal) {
    Open book = open();
    Rule rule = book.rules.get(signal.ruleId());
    if (rule == null && signal.status() == Signal.Status.FIRED) {
      book.unknown.inc();
    }
    return rule;
  }

  private void complete(Open book, long revision) throws Exception {
    List<RuleUpdate> ready = new ArrayList<>();
    for (Map.Entry<String, RuleUpdate> entry : book.pending.entries()) {
      if (entry.getValue().revision() <= revision) {
        ready.add(entry.getValue());
      }
    }
    for (RuleUpdate update : ready) {
      book.pending.remove(update.ruleId());
      if (book.compile(compiler, update)) {
        book.published.put(update.ruleId(), update);
      }
    }
  }

  private static boolean isNewer(@Nullable RuleUpdate update, @Nullable RuleUpdate known) {
    return update != null && (known == null || update.revision() > known.revision());
  }

  private Open open() {
    if (open == null) {
      throw new IllegalStateException("The rule book was used before it was initialized");
    }
    return open;
  }

  /** The book while its task runs. */
  private record Open(
      BroadcastState<String, RuleUpdate> published,
      BroadcastState<String, RuleUpdate> pending,
      Map<String, Rule> rules,
      Counter refused,
      Counter unknown) {

    boolean compile(RuleCompiler compiler, RuleUpdate update) {
      String text = update.text();
      if (text == null) {
        rules.remove(update.ruleId());
        return true;
      }
      try {
        rules.put(update.ruleId(), compiler.compile(new RuleDocument(update.ruleId(), text)));
        return true;
      } catch (IllegalArgumentException e) {
        refused.inc();
        return false;
      }
    }
  }
}
