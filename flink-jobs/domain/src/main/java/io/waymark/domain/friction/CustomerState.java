package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.journey.CustomerJourney;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.journey.JourneyModel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one customer between events. Owned by one thread; changed only by {@link
 * FrictionEngine}.
 */
public final class CustomerState {
  /**
   * Layout of the stored form: version, base of times, position in the customer's order, events in
   * its minute, recent ids, the journey in a block, a block for each rule and within it one for
   * each instance, so that what an event does not concern is copied and never read. Layout 2 had no
   * journey; layout 1 was never released.
   */
  static final int VERSION = 3;

  private static final int WITHOUT_JOURNEY = 2;

  private static final long NO_TIME = Long.MIN_VALUE;

  private static final int SETTLED_EVERY = 64;

  private static final long MINUTE = 60_000;

  private final String customerId;
  private final RecentIds recentIds = new RecentIds();

  private final RuleTable rules = new RuleTable();
  private final @Nullable JourneyModel model;
  private @Nullable CustomerJourney journey;

  private long baseTime = NO_TIME;
  private long lastEventTime = NO_TIME;
  private String lastEventId = "";

  /** Events taken in since the customer's order reached the minute in which it stands. */
  private int takenThisMinute;

  private long firedUntil = NO_TIME;
  private int evaluatedSinceSettled;

  /** Nothing is due before this time; it may be too early, never too late. */
  private long wakeAt = FrictionEngine.NEVER;

  /**
   * @param model of the journey; null if none is kept
   */
  CustomerState(String customerId, @Nullable JourneyModel model) {
    this.customerId = customerId;
    this.model = model;
    this.journey = model == null ? null : new CustomerJourney();
  }

  @Nullable JourneyModel model() {
    return model;
  }

  /** The journey; null if none is kept. */
  @Nullable CustomerJourney journey() {
    return journey;
  }

  /** Stage and scores at a time, no earlier than the last event. */
  Journey journeyAt(long time) {
    return model == null || journey == null ? Journey.UNKNOWN : journey.at(time, model);
  }

  /** When time alone changes the journey, or {@link FrictionEngine#NEVER}. */
  long journeyDeadline() {
    return model == null || journey == null
        ? FrictionEngine.NEVER
        : journey.deadline(model, deadlinesPassed());
  }

  void wakeByJourney() {
    wakeBy(journeyDeadline());
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

  /** Whether nothing has come of this customer yet, no event and no other's journey. */
  public boolean isUntouched() {
    return lastEventTime == NO_TIME && firedUntil == NO_TIME && rules.all().isEmpty();
  }

  /** How many instances of rules are open for this customer; those of the journey's cues apart. */
  public int openInstances() {
    int open = 0;
    List<RuleState> all = rules.all();
    for (int i = 0; i < all.size(); i++) {
      open += all.get(i).rule().isCue() ? 0 : all.get(i).count();
    }
    return open;
  }

  /**
   * What one rule knows of the customer.
   *
   * @param instances how many of it are open
   * @param deadline the next one, in epoch milliseconds; {@link FrictionEngine#NEVER} if none is
   */
  public record KnownToRule(String ruleId, int ruleVersion, int instances, long deadline) {}

  /** What each rule knows of the customer; the journey's cues apart. */
  public List<KnownToRule> knownToRules() {
    return rules.all().stream()
        .filter(known -> !known.rule().isCue())
        .map(
            known ->
                new KnownToRule(
                    known.rule().rule().id(),
                    known.rule().rule().version(),
                    known.count(),
                    known.deadline()))
        .toList();
  }

  /** How many instances are kept, those of the journey's cues too. */
  int keptInstances() {
    int kept = 0;
    List<RuleState> all = rules.all();
    for (int i = 0; i < all.size(); i++) {
      kept += all.get(i).count();
    }
    return kept;
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
    return hasPassed(event.time(), event.id());
  }

  /** Whether a place in the order has passed. */
  boolean hasPassed(long time, String id) {
    return firedUntil >= time
        || (lastEventTime != NO_TIME && Event.compare(time, id, lastEventTime, lastEventId) <= 0);
  }

  /**
   * Deadlines up to and including this time have come; one at the time of an event comes after it.
   */
  long deadlinesPassed() {
    return lastEventTime == NO_TIME ? firedUntil : Math.max(lastEventTime - 1, firedUntil);
  }

  /**
   * Takes an event in, unless {@code most} have been in its minute of event time. A late one counts
   * for the minute that the order has reached: of those before it nothing is known any more.
   */
  boolean takesIn(Event event, boolean late, int most) {
    if (!late && minute(event.time()) != minute(lastEventTime)) {
      takenThisMinute = 0;
    }
    if (takenThisMinute >= most) {
      return false;
    }
    takenThisMinute++;
    return true;
  }

  private static long minute(long time) {
    return Math.floorDiv(time, MINUTE);
  }

  /** Answers whether it is time to {@link #settle}: it may take in many events unwritten. */
  boolean evaluated(Event event) {
    lastEventTime = event.time();
    lastEventId = event.id();
    return ++evaluatedSinceSettled == SETTLED_EVERY;
  }

  void firedAt(long deadline) {
    firedUntil = Math.max(firedUntil, deadline);
  }

  /** Goes on from where the one that has come further stands, with the ids that both know. */
  void joinOrder(CustomerState other, long outOfOrderness) {
    boolean isFurther =
        Event.compare(other.lastEventTime, other.lastEventId, lastEventTime, lastEventId) > 0;
    if (minute(other.lastEventTime) == minute(lastEventTime)) {
      takenThisMinute += other.takenThisMinute;
    } else if (isFurther) {
      takenThisMinute = other.takenThisMinute;
    }
    if (isFurther) {
      lastEventTime = other.lastEventTime;
      lastEventId = other.lastEventId;
    }
    firedUntil = Math.max(firedUntil, other.firedUntil);
    recentIds.merge(other.recentIds, lastEventTime - outOfOrderness);
  }

  @Nullable RuleState rule(CompiledRule rule) {
    return rules.get(rule);
  }

  RuleState ruleOrNew(CompiledRule rule) {
    RuleState known = rules.get(rule);
    if (known != null) {
      return known;
    }
    RuleState added = new RuleState(rule);
    rules.add(added);
    return added;
  }

  /** The rules that know anything of the customer; a view. */
  List<RuleState> rules() {
    return rules.all();
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

  /**
   * Forgets what cues know of stages that the journey has come to: it is about to go back, and must
   * not depend on when the state was last settled.
   */
  void forgetPassed() {
    rules.removeIf(this::isPassed);
  }

  /** Whether it is the cue of a stage that the journey has come to, which nobody waits for. */
  boolean isPassed(RuleState rule) {
    return journey != null && rule.rule().isPassed(journey);
  }

  /** Forgets what rules know that have failed. */
  void forgetFailed() {
    rules.removeIf(known -> known.rule().hasFailed());
  }

  /** Forgets what can no longer change an output. */
  void settle(RuleFailures failures) {
    evaluatedSinceSettled = 0;
    long horizon = horizon();
    rules.removeIf(rule -> isOver(rule, horizon, failures) || isPassed(rule));
    if (failures.any()) {
      forgetFailed();
    }
  }

  private static boolean isOver(RuleState rule, long horizon, RuleFailures failures) {
    try {
      return rule.settle(horizon);
    } catch (RuntimeException | StackOverflowError why) {
      failures.add(rule.rule(), why);
      return true;
    }
  }

  /**
   * The stored form.
   *
   * @param out what it is written with; may be used again afterwards
   */
  byte[] write(StateWriter out) {
    // What was stored with a base stays so: the blocks that are copied are relative to it.
    if (baseTime == NO_TIME) {
      baseTime = lastEventTime == NO_TIME ? 0 : lastEventTime;
    }
    out.begin(VERSION, baseTime);
    out.optionalTime(lastEventTime, NO_TIME);
    out.optionalTime(firedUntil, NO_TIME);
    out.raw(lastEventId);
    out.count(takenThisMinute);
    recentIds.write(out);
    CustomerJourney known = journey;
    out.bool(known != null);
    if (known != null) {
      out.block(block -> known.write(block, Objects.requireNonNull(model)));
    }
    List<RuleState> all = rules.all();
    out.count(all.size());
    for (int i = 0; i < all.size(); i++) {
      all.get(i).write(out);
    }
    return out.toByteArray();
  }

  static CustomerState read(
      String customerId, byte[] stored, RuleIndex index, @Nullable JourneyModel model) {
    StateReader in = open(stored);
    CustomerState state = readHead(customerId, in, model);
    state.recentIds.read(in);
    state.readJourney(in, StateReader.versionOf(stored));
    for (int left = in.count(); left > 0; left--) {
      CompiledRule rule = index.byKey(in.fixedLong());
      StateReader block = in.block();
      // A rule that is not in the catalogue any more takes what it knew with it.
      RuleState read = rule == null || rule.hasFailed() ? null : RuleState.read(block, rule);
      if (read != null) {
        state.rules.add(read);
        state.wakeBy(read.deadline());
      }
    }
    return state;
  }

  /** Tells the meter how much of what is stored is each rule's. */
  static void weigh(
      String customerId,
      byte[] stored,
      RuleIndex index,
      @Nullable JourneyModel model,
      RuleMeter meter) {
    StateReader in = open(stored);
    CustomerState state = readHead(customerId, in, model);
    RecentIds.skip(in);
    state.readJourney(in, StateReader.versionOf(stored));
    for (int left = in.count(); left > 0; left--) {
      CompiledRule rule = index.byKey(in.fixedLong());
      int bytes = Long.BYTES + in.block().left();
      if (rule != null && !rule.isCue()) {
        meter.holds(rule.rule().id(), bytes);
      }
    }
  }

  /**
   * The same without what rules know of the customer and which events were there, for those who
   * look at the journey only.
   */
  static CustomerState readJourney(String customerId, byte[] stored, @Nullable JourneyModel model) {
    StateReader in = open(stored);
    CustomerState state = readHead(customerId, in, model);
    RecentIds.skip(in);
    state.readJourney(in, StateReader.versionOf(stored));
    return state;
  }

  private static CustomerState readHead(
      String customerId, StateReader in, @Nullable JourneyModel model) {
    CustomerState state = new CustomerState(customerId, model);
    state.baseTime = in.baseTime();
    state.lastEventTime = in.optionalTime(NO_TIME);
    state.firedUntil = in.optionalTime(NO_TIME);
    state.lastEventId = in.raw();
    state.takenThisMinute = in.count();
    return state;
  }

  private void readJourney(StateReader in, int version) {
    if (version != WITHOUT_JOURNEY && in.bool()) {
      StateReader block = in.block();
      journey = model == null ? null : CustomerJourney.read(block, model);
      wakeByJourney();
    }
  }

  private static StateReader open(byte[] stored) {
    int version = StateReader.versionOf(stored);
    if (version != VERSION && version != WITHOUT_JOURNEY) {
      throw new IllegalStateException(
          "the state of a customer has layout "
              + version
              + ", but this release knows "
              + WITHOUT_JOURNEY
              + " and "
              + VERSION
              + " only: run the release that wrote it, or a newer one");
    }
    return StateReader.of(stored);
  }
}
