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
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a year from outside and says what is wrong with it, from the definitions in words: it
 * knows what was told and what was decided, has the policy's numbers written down once more, and
 * shares nothing with what decides.
 */
final class YearChecker {
  private static final long HOUR = 3_600_000L;

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
      owe(person, decision -> decision.ruleId().equals(rule), now);
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
    } else if (verdicts.containsKey(signal.signalId())) {
      ended.put(signal.signalId(), signal.customerId());
      owe(
          person(signal.customerId()),
          decision -> decision.signalId().equals(signal.signalId()),
          now);
    }
  }

  /** What stands is to be taken back in this very step. */
  private void owe(Person person, Predicate<Decision> which, long now) {
    for (Decision decision : person.standing.values()) {
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
    people.values().stream()
        .flatMap(person -> person.standing.values().stream())
        .filter(decision -> decision.releaseAt() != null && decision.releaseAt() <= at)
        .forEach(decision -> wrong(decision, "still waits at " + Instant.ofEpochMilli(at)));
  }

  void told(Fact fact, long now) {
    Person person = person(fact.customerId());
    if ("purchase".equals(fact.eventType())) {
      owe(person, decision -> fact.occurredAt() >= decision.occurredAt(), now);
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
        owe(person, decision -> isMarketing(decision) && hasLeft(person, decision), now);
      }
      case COMPLAINT_OPENED -> person.complaints.put(id(fact, "ticket_id"), fact.occurredAt());
      case COMPLAINT_CLOSED -> person.complaints.remove(id(fact, "ticket_id"));
      case CONTACT_OPENED -> person.contacts.put(id(fact, "call_id"), fact.occurredAt());
      case CONTACT_CLOSED -> person.contacts.remove(id(fact, "call_id"));
      case ERASED -> {
        owe(person, decision -> true, now);
        people.remove(fact.customerId());
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
      owe(person, YearChecker::isMarketing, now);
    }
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
    refused(to, now);
    owe(to, decision -> isMarketing(decision) && hasLeft(to, decision), now);
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
    stands(decision);
    if (decision.verdict() == Verdict.CANCELLED) {
      return;
    }
    if (gone.contains(decision.ruleId())) {
      wrong(decision, "although its rule is withdrawn");
    }
    Set<String> objections = objections(decision);
    if (decision.verdict() != Verdict.ISSUED) {
      if (RESTRAINTS.contains(reason) && !objections.contains(reason)) {
        wrong(decision, "is not so: " + objections);
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
    if ("holdout".equals(decision.arm()) || "holdout".equals(decision.globalArm())) {
      wrong(decision, "although held out");
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
    ZoneId zone = zone(person);
    if (isFull(person, decision, zone)) {
      objections.add("capped");
    }
    if (isQuiet(channel, Instant.ofEpochMilli(now), zone)) {
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

  /**
   * As a clock on the wall reads; what is quiet when it is put back, or just after, stays so for
   * all that it shows twice.
   */
  private static boolean isQuiet(@Nullable String channel, Instant now, ZoneId zone) {
    if (reads(channel, now, zone)) {
      return true;
    }
    var before = zone.getRules().previousTransition(now.plusMillis(1));
    var after = zone.getRules().nextTransition(now);
    boolean second =
        before != null
            && before.isOverlap()
            && now.isBefore(before.getInstant().minus(before.getDuration()));
    boolean first =
        after != null
            && after.isOverlap()
            && !now.isBefore(after.getInstant().plus(after.getDuration()));
    return (second && reads(channel, before.getInstant().minusMillis(1), zone))
        || (first && reads(channel, after.getInstant(), zone));
  }

  private static boolean reads(@Nullable String channel, Instant time, ZoneId zone) {
    return isQuiet(channel, LocalDateTime.ofInstant(time, zone));
  }

  private static boolean isQuiet(@Nullable String channel, LocalDateTime clock) {
    LocalTime time = clock.toLocalTime();
    DayOfWeek today = clock.getDayOfWeek();
    DayOfWeek yesterday = today.minus(1);
    Set<DayOfWeek> weekdays = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    boolean any = channel == null;
    boolean night = !time.isBefore(at("21:00")) || time.isBefore(at("08:00"));
    boolean noon = !time.isBefore(at("12:00")) && time.isBefore(at("13:00"));
    boolean mailNight =
        (weekdays.contains(today) && !time.isBefore(at("22:30")))
            || (weekdays.contains(yesterday) && time.isBefore(at("02:30")));
    boolean sunday =
        today == DayOfWeek.SUNDAY && !time.isBefore(at("02:30")) && time.isBefore(at("03:15"));
    return ((any || channel.equals("sms") || channel.equals("push")) && night)
        || ((any || channel.equals("push")) && noon)
        || ((any || channel.equals("email")) && (mailNight || sunday));
  }

  private static LocalTime at(String time) {
    return LocalTime.parse(time);
  }

  private static ZoneId zone(Person person) {
    if (!person.zone.isEmpty()) {
      return ZoneId.of(person.zone);
    }
    // America's numbers tell no zone.
    return ZoneId.of(person.phone.startsWith("+49") ? "Europe/Berlin" : "Asia/Bangkok");
  }

  private Person person(String id) {
    return people.computeIfAbsent(id, none -> new Person());
  }
}
