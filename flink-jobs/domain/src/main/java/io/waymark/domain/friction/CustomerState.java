package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one customer between events. Owned by one thread; changed only by {@link
 * FrictionEngine}.
 */
public final class CustomerState {
  /**
   * Layout of the stored form: version, tables, position in the customer's order, recent ids, a
   * block for each rule.
   */
  static final int VERSION = 1;

  private static final long NO_TIME = Long.MIN_VALUE;

  private final String customerId;
  private final RecentIds recentIds = new RecentIds();
  private final Map<CompiledRule, RuleState> rules = new LinkedHashMap<>();
  private long lastEventTime = NO_TIME;
  private String lastEventId = "";
  private long firedUntil = NO_TIME;

  /** Nothing is due before this time; it may be too early, never too late. */
  private long wakeAt = FrictionEngine.NEVER;

  CustomerState(String customerId) {
    this.customerId = customerId;
  }

  /** The key of the journey: a customer id, or {@code anon:} and an anonymous id. */
  public String customerId() {
    return customerId;
  }

  /**
   * Time of the last event evaluated, in epoch milliseconds; {@link Long#MIN_VALUE} if there was
   * none.
   */
  public long lastEventTime() {
    return lastEventTime;
  }

  /** How many instances of rules are open for this customer. */
  public int openInstances() {
    int open = 0;
    for (RuleState rule : rules.values()) {
      open += rule.instances().size();
    }
    return open;
  }

  RecentIds recentIds() {
    return recentIds;
  }

  /** Up to where the customer's order has been evaluated. */
  long horizon() {
    return Math.max(lastEventTime, firedUntil);
  }

  /** Whether the event's place in the order has passed. */
  boolean isLate(Event event) {
    return firedUntil >= event.time()
        || (lastEventTime != NO_TIME
            && Event.compare(event.time(), event.id(), lastEventTime, lastEventId) <= 0);
  }

  /**
   * Deadlines up to and including this time have come; one at the time of an event comes after it.
   */
  long deadlinesPassed() {
    return lastEventTime == NO_TIME ? firedUntil : Math.max(lastEventTime - 1, firedUntil);
  }

  void evaluated(Event event) {
    lastEventTime = event.time();
    lastEventId = event.id();
  }

  void firedAt(long deadline) {
    firedUntil = Math.max(firedUntil, deadline);
  }

  @Nullable RuleState rule(CompiledRule rule) {
    return rules.get(rule);
  }

  RuleState ruleOrNew(CompiledRule rule) {
    return rules.computeIfAbsent(rule, RuleState::new);
  }

  Collection<RuleState> rules() {
    return rules.values();
  }

  long wakeAt() {
    return wakeAt;
  }

  void wakeAt(long time) {
    wakeAt = time;
  }

  /** Something new is due at {@code time}. */
  void wakeBy(long time) {
    wakeAt = Math.min(wakeAt, time);
  }

  /** Forgets what can no longer change an output. */
  void settle() {
    long horizon = horizon();
    rules.values().removeIf(rule -> rule.settle(horizon));
  }

  byte[] write() {
    StateWriter out = new StateWriter(lastEventTime == NO_TIME ? 0 : lastEventTime);
    out.bool(lastEventTime != NO_TIME);
    out.optionalTime(firedUntil, NO_TIME);
    recentIds.write(out);
    out.count(rules.size());
    for (RuleState rule : rules.values()) {
      out.fixedLong(rule.rule().key());
      out.block(rule::write);
    }
    out.eventId(lastEventId);
    return out.toByteArray(VERSION);
  }

  static CustomerState read(String customerId, byte[] stored, RuleIndex index) {
    int version = StateReader.versionOf(stored);
    if (version != VERSION) {
      throw new IllegalStateException(
          "the state of a customer has layout "
              + version
              + ", but this release knows "
              + VERSION
              + " only: run the release that wrote it, or a newer one");
    }
    StateReader in = new StateReader(stored);
    CustomerState state = new CustomerState(customerId);
    state.lastEventTime = in.bool() ? in.baseTime() : NO_TIME;
    state.firedUntil = in.optionalTime(NO_TIME);
    state.recentIds.read(in);
    for (int left = in.count(); left > 0; left--) {
      CompiledRule rule = index.byKey(in.fixedLong());
      int end = in.blockEnd();
      RuleState read = rule == null ? null : RuleState.read(in, rule);
      if (rule != null && read != null) {
        state.rules.put(rule, read);
        state.wakeBy(read.deadline());
      }
      // A rule that is not in the catalogue any more takes what it knew with it.
      in.skipTo(end);
    }
    state.lastEventId = in.eventId();
    return state;
  }
}
