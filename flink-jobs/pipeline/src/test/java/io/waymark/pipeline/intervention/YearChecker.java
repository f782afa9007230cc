package io.waymark.pipeline.intervention;

import static io.waymark.pipeline.intervention.YearRules.DAY;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Decision.Verdict;
import io.waymark.domain.intervention.Reason;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a year from outside and says what is wrong with it, from the definitions in words: it
 * knows what was told and what was decided, has the policy's numbers written down once more, and
 * shares nothing with what decides.
 */
final class YearChecker {
  private static final long HOUR = 3_600_000L;
  private static final long JITTER = HOUR / 4;
  private static final long LONGEST_WAIT = 12 * HOUR;

  /** Why something may be kept from a customer. */
  private static final Set<String> RESTRAINTS =
      Set.of(
          "no_consent",
          "unsubscribed",
          "suppressed",
          "open_complaint",
          "live_contact",
          "cooldown",
          "capped",
          "quiet_hours",
          "paused",
          "expired");

  /** What others may be the reason of. */
  private static final Set<String> CROWDED = Set.of("capped", "cooldown");

  final List<String> violations = new ArrayList<>();
  final Map<String, Integer> seen = new TreeMap<>();

  private final Map<String, Person> people = new HashMap<>();
  private final Set<String> paused = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final Map<String, List<String>> verdicts = new HashMap<>();
  private final Map<String, String> ended = new HashMap<>();
  private final Map<String, Integer> triggers = new HashMap<>();
  private final Set<String> fires = new HashSet<>();
  private final Map<String, Decision> owed = new HashMap<>();
  private final Map<String, Set<String>> causes = new HashMap<>();
  private final Map<String, Decision> last = new HashMap<>();
  private final Map<String, Long> waitingSince = new HashMap<>();
  private final Set<String> erased = new HashSet<>();

  /** The truth about somebody. */
  private static final class Person {
    private @Nullable Fact word;
    private boolean agreed;
    private String zone = "";
    private String phone = "";
    private final Set<String> left = new HashSet<>();
    private final Map<String, Long> complaints = new HashMap<>();
    private final Map<String, Long> contacts = new HashMap<>();
    private final List<Got> got = new ArrayList<>();
    private final Map<String, Decision> standing = new HashMap<>();
    private final YearArms arms = new YearArms();
  }

  private record Got(
      String rule,
      String action,
      @Nullable String channel,
      Purpose purpose,
      int priority,
      long at) {}

  /** What stands of it is to be taken back; what comes is withheld, or not decided on at all. */
  void stopped(String rule, Reason reason, long now) {
    (reason == Reason.PAUSED ? paused : gone).add(rule);
    for (Person person : people.values()) {
      owe(person, reason.code(), decision -> decision.ruleId().equals(rule), now);
    }
  }

  void resumed(String rule) {
    paused.remove(rule);
  }

  void published(String rule) {
    gone.remove(rule);
  }

  void noticed(Signal signal, long now) {
    if (signal.status() == Signal.Status.FIRED) {
      if (!gone.contains(signal.ruleId())) {
        fires.add(signal.signalId());
      }
    } else {
      String reason = signal.status() == Signal.Status.RESOLVED ? "resolved" : "retracted";
      because(signal.signalId(), reason);
      if (verdicts.containsKey(signal.signalId())) {
        ended.put(signal.signalId(), signal.customerId());
        owe(
            person(signal.customerId()),
            reason,
            decision -> decision.signalId().equals(signal.signalId()),
            now);
      }
    }
  }

  private void because(String signal, String reason) {
    causes.computeIfAbsent(signal, none -> new HashSet<>()).add(reason);
  }

  /** What stands is to be taken back in this very step, for that reason or another there is. */
  private void owe(Person person, String reason, Predicate<Decision> which, long now) {
    for (Decision decision : person.standing.values()) {
      if (which.test(decision)) {
        because(decision.signalId(), reason);
      }
      boolean isOver =
          decision.verdict() == Verdict.ISSUED
              && now >= decision.occurredAt() + decision.intervene().usefulFor();
      if (which.test(decision) && !isOver) {
        owed.put(decision.signalId(), decision);
      }
    }
  }

  /**
   * A step is over.
   *
   * @param at the time of what happened in it
   * @param now when it was decided on
   */
  void passed(long at, long now) {
    owed.values()
        .forEach(decision -> wrong(decision, "was not taken back at " + Instant.ofEpochMilli(now)));
    owed.clear();
    causes.clear();
    people.values().stream()
        .flatMap(person -> person.standing.values().stream())
        .filter(decision -> decision.releaseAt() != null && decision.releaseAt() <= at)
        .forEach(decision -> wrong(decision, "still waits at " + Instant.ofEpochMilli(at)));
  }

  void told(Fact fact, long now) {
    Person person = person(fact.customerId());
    if ("purchase".equals(fact.eventType())) {
      owe(person, "converted", decision -> fact.occurredAt() >= decision.occurredAt(), now);
    }
    switch (fact.kind()) {
      case CONSENT, OBJECTION -> {
        if (person.word == null || isAfter(fact, person.word)) {
          person.word = fact;
          person.agreed =
              fact.kind() == Fact.Kind.CONSENT
                  && Boolean.TRUE.equals(fact.attributes().get("granted"));
          refused(person, now);
        }
      }
      case PROFILE -> {
        if (fact.attributes().get("tz") instanceof String tz) {
          person.zone = tz;
        }
        if (fact.attributes().get("phone") instanceof String number) {
          person.phone = number;
        }
      }
      case UNSUBSCRIBED -> {
        person.left.add(fact.channel() == null ? "all" : fact.channel());
        left(person, now);
      }
      case COMPLAINT_OPENED -> person.complaints.put(id(fact, "ticket_id"), fact.occurredAt());
      case COMPLAINT_CLOSED -> person.complaints.remove(id(fact, "ticket_id"));
      case CONTACT_OPENED -> person.contacts.put(id(fact, "call_id"), fact.occurredAt());
      case CONTACT_CLOSED -> person.contacts.remove(id(fact, "call_id"));
      case ERASED -> {
        owe(person, "erased", decision -> true, now);
        people.remove(fact.customerId());
        erased.add(fact.customerId());
      }
      case GOAL_REACHED, RETURNED, IDENTITIES_MERGED -> {}
    }
  }

  private static boolean isAfter(Fact fact, Fact other) {
    return fact.occurredAt() > other.occurredAt()
        || (fact.occurredAt() == other.occurredAt()
            && fact.eventId().compareTo(other.eventId()) > 0);
  }

  private static String id(Fact fact, String name) {
    return String.valueOf(fact.attributes().get(name));
  }

  private void refused(Person person, long now) {
    if (!person.agreed) {
      owe(person, "no_consent", YearChecker::isMarketing, now);
    }
  }

  private void left(Person person, long now) {
    owe(
        person,
        "unsubscribed",
        decision -> isMarketing(decision) && hasLeft(person, decision),
        now);
  }

  private static boolean isMarketing(Decision decision) {
    return decision.purpose() == Purpose.MARKETING;
  }

  private static boolean hasLeft(Person person, Decision decision) {
    String channel = decision.intervene().channel();
    return person.left.contains("all")
        || (channel == null ? !person.left.isEmpty() : person.left.contains(channel));
  }

  void merged(String device, String customer, long now) {
    Person from = people.remove(device);
    if (from == null) {
      return;
    }
    Person to = person(customer);
    boolean refuses = from.word != null && !from.agreed;
    if (refuses && (to.word == null || to.agreed || isAfter(from.word, to.word))) {
      to.word = from.word;
      to.agreed = false;
    } else if (from.word != null
        && from.agreed
        && to.agreed
        && to.word != null
        && isAfter(from.word, to.word)) {
      to.word = from.word;
    }
    to.left.addAll(from.left);
    from.complaints.forEach((id, at) -> to.complaints.merge(id, at, Math::max));
    from.contacts.forEach((id, at) -> to.contacts.merge(id, at, Math::max));
    to.got.addAll(from.got);
    to.standing.putAll(from.standing);
    to.arms.merged(from.arms);
    refused(to, now);
    left(to, now);
  }

  void triggered(Trigger trigger) {
    int delta = trigger.status() == Trigger.Status.ISSUED ? 1 : 100;
    int all = triggers.merge(trigger.signalId(), delta, Integer::sum);
    if (all != 1 && all != 101) {
      violations.add("triggers of " + trigger.signalId() + ": " + all);
    }
  }

  void decided(Decision decision) {
    String reason = decision.reason() == null ? "" : decision.reason().code();
    String verdict = decision.verdict().name();
    seen.merge((verdict + " " + reason).strip(), 1, Integer::sum);
    List<String> before = verdicts.computeIfAbsent(decision.signalId(), none -> new ArrayList<>());
    if (!follows(before, decision.verdict()) && !reason.equals("erased")) {
      wrong(decision, "comes after " + before);
    }
    before.add(verdict);
    person(decision.customerId())
        .arms
        .wrongs(decision, last.put(decision.signalId(), decision))
        .forEach(why -> wrong(decision, why));
    stands(decision);
    if (decision.verdict() == Verdict.CANCELLED) {
      if (!isCaused(decision, reason)) {
        wrong(decision, "for no such cause: " + causes.get(decision.signalId()));
      }
      return;
    }
    if (gone.contains(decision.ruleId())) {
      wrong(decision, "although its rule is withdrawn");
    }
    Set<String> objections = objections(decision);
    if (decision.verdict() != Verdict.ISSUED) {
      if (!isSo(decision, reason, objections)) {
        wrong(decision, "is not so: " + objections);
      } else if (decision.verdict() == Verdict.DEFERRED) {
        waits(decision, reason);
      }
      if (CROWDED.contains(reason) && !objectionsBut(lesser(decision), decision).contains(reason)) {
        wrong(decision, "for something that matters less");
      }
      return;
    }
    if (!objections.isEmpty()) {
      wrong(decision, "although " + objections);
    }
    if (decision.customerId().equals(ended.get(decision.signalId()))) {
      wrong(decision, "although it is over");
    }
    person(decision.customerId())
        .got
        .add(
            new Got(
                decision.ruleId(),
                decision.intervene().action(),
                decision.intervene().channel(),
                decision.purpose(),
                decision.intervene().priority(),
                decision.decidedAt()));
  }

  private boolean isCaused(Decision decision, String reason) {
    return causes.getOrDefault(decision.signalId(), Set.of()).contains(reason)
        || (reason.equals("paused") && paused.contains(decision.ruleId()))
        || (reason.equals("withdrawn") && gone.contains(decision.ruleId()));
  }

  /** Nobody has so much open in a year that anything is limited. */
  private boolean isSo(Decision decision, String reason, Set<String> objections) {
    if (RESTRAINTS.contains(reason)) {
      return objections.contains(reason);
    }
    // Whether it is their side is known where sides are.
    return decision.verdict() == Verdict.WITHHELD
        && (reason.equals("holdout")
            || (reason.equals("erased") && erased.contains(decision.customerId())));
  }

  /**
   * What waits for the clock waits until that is over, and at most the jitter longer; what waits
   * for somebody, exactly as long as they are waited for; nothing for too long, or for ever.
   */
  private void waits(Decision decision, String reason) {
    long now = decision.decidedAt();
    long until = Objects.requireNonNull(decision.releaseAt());
    long since = waitingSince.computeIfAbsent(decision.signalId(), first -> now);
    long longest =
        Math.min(
            decision.occurredAt() + decision.intervene().usefulFor() - 1, since + LONGEST_WAIT);
    if (until <= now || until > longest) {
      wrong(decision, "is to wait until " + Instant.ofEpochMilli(until));
    }
    Person person = person(decision.customerId());
    List<ZoneId> zones = zones(person);
    ZoneId zone = zones.get(0);
    String channel = decision.intervene().channel();
    long before = Math.max(now, until - JITTER - 1);
    boolean early;
    boolean late;
    switch (reason) {
      case "quiet_hours" -> {
        early = isQuiet(channel, until, zones);
        late = !isQuiet(channel, before, zones);
      }
      case "capped" -> {
        // Only the cap of the calendar says when it is over.
        early = day(until, zone).equals(day(now, zone));
        late = !day(before, zone).equals(day(now, zone));
      }
      case "open_complaint" -> {
        early = until < Collections.max(person.complaints.values()) + 20 * DAY;
        late = until > Collections.max(person.complaints.values()) + 20 * DAY;
      }
      case "live_contact" -> {
        early = until < Collections.max(person.contacts.values()) + 2 * HOUR;
        late = until > Collections.max(person.contacts.values()) + 2 * HOUR;
      }
      default -> {
        early = true;
        late = true;
      }
    }
    if ((early && until < longest) || late) {
      wrong(decision, "is released too " + (late ? "late" : "early"));
    }
  }

  private static LocalDate day(long time, ZoneId zone) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
  }

  private static boolean isQuiet(@Nullable String channel, long time, List<ZoneId> zones) {
    Instant instant = Instant.ofEpochMilli(time);
    return zones.stream().anyMatch(zone -> YearQuiet.isQuiet(channel, instant, zone));
  }

  /** The sides that were told first, those of all included. */
  List<YearArms> arms() {
    return people.values().stream().map(person -> person.arms).toList();
  }

  /** What was issued in this very step though this matters more. */
  private List<Got> lesser(Decision decision) {
    return person(decision.customerId()).got.stream()
        .filter(got -> got.at() == decision.decidedAt() && got.purpose() == decision.purpose())
        .filter(got -> got.priority() < decision.intervene().priority())
        .toList();
  }

  private Set<String> objectionsBut(List<Got> without, Decision decision) {
    List<Got> got = person(decision.customerId()).got;
    List<Got> all = List.copyOf(got);
    got.removeAll(without);
    Set<String> objections = objections(decision);
    got.clear();
    got.addAll(all);
    return objections;
  }

  /** A cancellation goes to whom the trigger went, who may have turned out to be another since. */
  private void stands(Decision decision) {
    owed.remove(decision.signalId());
    people.values().forEach(person -> person.standing.remove(decision.signalId()));
    if (decision.verdict() == Verdict.ISSUED || decision.verdict() == Verdict.DEFERRED) {
      person(decision.customerId()).standing.put(decision.signalId(), decision);
    }
  }

  private static boolean follows(List<String> before, Verdict verdict) {
    String last = before.isEmpty() ? "" : before.get(before.size() - 1);
    return switch (last) {
      case "" -> verdict != Verdict.CANCELLED;
      case "DEFERRED" -> true;
      case "ISSUED" -> verdict == Verdict.CANCELLED;
      default -> false;
    };
  }

  /** Every fire has to have been decided on. */
  void end() {
    for (String fire : fires) {
      if (!verdicts.containsKey(fire)) {
        violations.add(fire + " was never decided on");
      }
    }
  }

  private void wrong(Decision decision, String why) {
    violations.add(
        Instant.ofEpochMilli(decision.decidedAt())
            + " "
            + decision.customerId()
            + " "
            + decision.ruleId()
            + " "
            + decision.signalId()
            + " "
            + decision.verdict()
            + " "
            + decision.reason()
            + " "
            + why);
  }

  private Set<String> objections(Decision decision) {
    Set<String> objections = new HashSet<>();
    Person person = person(decision.customerId());
    Intervention asked = decision.intervene();
    String channel = asked.channel();
    long now = decision.decidedAt();
    if (now >= decision.occurredAt() + asked.usefulFor()) {
      objections.add("expired");
    }
    if (paused.contains(decision.ruleId())) {
      objections.add("paused");
    }
    if (asked.purpose() == Purpose.SAFETY || asked.purpose() == Purpose.LEGAL) {
      return objections;
    }
    if (decision.customerId().equals("customer-3")) {
      objections.add("suppressed");
    }
    if (asked.purpose() == Purpose.SERVICE) {
      if (count(person, now - DAY, got -> got.purpose() == Purpose.SERVICE) >= 2) {
        objections.add("capped");
      }
      return objections;
    }
    if (!person.agreed) {
      objections.add("no_consent");
    }
    if (hasLeft(person, decision)) {
      objections.add("unsubscribed");
    }
    if (person.complaints.values().stream().anyMatch(at -> now - at < 20 * DAY)) {
      objections.add("open_complaint");
    }
    if (person.contacts.values().stream().anyMatch(at -> now - at < 2 * HOUR)) {
      objections.add("live_contact");
    }
    for (Got got : person.got) {
      boolean sameRule = got.rule().equals(decision.ruleId()) && now - got.at() < 12 * HOUR;
      boolean sameAction = got.action().equals(asked.action()) && now - got.at() < 6 * HOUR;
      if (got.purpose() == Purpose.MARKETING && (sameRule || sameAction)) {
        objections.add("cooldown");
      }
    }
    List<ZoneId> zones = zones(person);
    if (isFull(person, decision, zones.get(0))) {
      objections.add("capped");
    }
    if (isQuiet(channel, now, zones)) {
      objections.add("quiet_hours");
    }
    return objections;
  }

  private static boolean isFull(Person person, Decision decision, ZoneId zone) {
    long now = decision.decidedAt();
    String channel = decision.intervene().channel();
    boolean byMail = channel == null || channel.equals("email");
    var today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
    return count(person, now - DAY, YearChecker::isMarketing) >= 2
        || count(person, now - 7 * DAY, YearChecker::isMarketing) >= 5
        || count(
                person,
                now - 7 * DAY,
                got -> isMarketing(got) && Objects.equals(got.channel(), channel))
            >= 3
        || count(
                person,
                now - 30 * DAY,
                got -> isMarketing(got) && got.rule().equals(decision.ruleId()))
            >= 6
        || (byMail
            && count(
                    person,
                    now - 2 * DAY,
                    got ->
                        isMarketing(got)
                            && (got.channel() == null || got.channel().equals("email"))
                            && Instant.ofEpochMilli(got.at())
                                .atZone(zone)
                                .toLocalDate()
                                .equals(today))
                >= 1);
  }

  private static boolean isMarketing(Got got) {
    return got.purpose() == Purpose.MARKETING;
  }

  private static long count(Person person, long after, Predicate<Got> which) {
    return person.got.stream().filter(got -> got.at() > after && which.test(got)).count();
  }

  /** Where they may be; days are those of the first. */
  private static List<ZoneId> zones(Person person) {
    if (!person.zone.isEmpty()) {
      return List.of(ZoneId.of(person.zone));
    }
    return Stream.of(
            person.phone.startsWith("+49")
                ? new String[] {"Europe/Berlin"}
                : person.phone.startsWith("+1")
                    ? new String[] {
                      "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
                    }
                    : new String[] {"Asia/Bangkok"})
        .map(ZoneId::of)
        .toList();
  }

  private Person person(String id) {
    return people.computeIfAbsent(id, none -> new Person());
  }
}
