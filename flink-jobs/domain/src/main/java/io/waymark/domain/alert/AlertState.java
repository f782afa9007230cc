package io.waymark.domain.alert;

import io.waymark.domain.intervention.DerivedId;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a group's alert, from its first fire until it can not come back any more.
 * Bounded: at most {@link #FIRES} open fires of about 60 bytes, 12 KiB of {@link Customers}.
 *
 * @param alert as it stands; its status as it was told last
 * @param changed whether it stands otherwise than told
 * @param toldAt when it was told last
 * @param customers all so far
 * @param fires those that are open, in the order they came
 * @param uncounted whether there were more than can be remembered: then only quiet ends it
 * @param retracted how many fires were taken back
 * @param newsAt when something fired or escalated last
 */
public record AlertState(
    Alert alert,
    boolean changed,
    long toldAt,
    Customers customers,
    RecentCustomers recent,
    List<OpenFire> fires,
    boolean uncounted,
    long retracted,
    long newsAt,
    Reopenings reopenings) {

  /** How many open fires of one alert are told apart. */
  public static final int FIRES = 1_000;

  boolean isOpen() {
    return alert.status() != Alert.Status.RESOLVED;
  }

  /** When it is resolved if nothing new comes: never while a wait can still escalate. */
  long quietAt() {
    long last = newsAt;
    for (OpenFire fire : fires) {
      last = Math.max(last, fire.escalatesUntil());
    }
    return last + AlertLifecycle.QUIET;
  }

  /** The same as it has just been told. */
  AlertState told(Alert as, long at) {
    return new AlertState(
        as, false, at, customers, recent, fires, uncounted, retracted, newsAt, reopenings);
  }

  /** The same, standing otherwise than told. */
  AlertState changed(Alert stands, List<OpenFire> open, long takenBack) {
    return new AlertState(
        stands, true, toldAt, customers, recent, open, uncounted, takenBack, newsAt, reopenings);
  }

  /** The same with as many fires as can be remembered. */
  AlertState counted() {
    return new AlertState(
        alert, changed, toldAt, customers, recent, fires, false, retracted, newsAt, reopenings);
  }

  /** The same, having come back. */
  AlertState reopened(long now) {
    return new AlertState(
        alert,
        true,
        toldAt,
        customers,
        recent,
        fires,
        uncounted,
        retracted,
        newsAt,
        reopenings.and(now));
  }

  /** The same with an escalated fire. */
  AlertState worse(Severity reached, long now) {
    return new AlertState(
        alert.standing(
            reached, alert.title(), alert.touchpoint(), alert.channel(), alert.impact(), null),
        true,
        toldAt,
        customers,
        recent,
        fires,
        uncounted,
        retracted,
        Math.max(newsAt, now),
        reopenings);
  }

  /** Before anything of it is counted. */
  static AlertState opened(Report report) {
    Alert alert =
        new Alert(
            DerivedId.of("alert", report.key(), report.signalId()),
            Alert.Status.OPEN,
            Alert.Origin.SIGNALS,
            report.group(),
            List.of(report.ruleId()),
            report.severity(),
            report.title(),
            report.touchpoint(),
            report.channel(),
            report.team(),
            report.runbook(),
            Impact.ofWindows(0),
            null,
            report.at(),
            report.at(),
            null,
            0,
            null);
    return new AlertState(
        alert,
        true,
        report.at(),
        Customers.NONE,
        RecentCustomers.NONE,
        List.of(),
        false,
        0,
        report.at(),
        Reopenings.NONE);
  }

  /** The same with one more fire. */
  AlertState with(Report report, long now) {
    Impact whom = alert.impact();
    long customer = Customers.hash(report.customerId());
    List<String> samples = new ArrayList<>(whom.samples());
    if (samples.size() < Impact.SAMPLES && !samples.contains(report.customerId())) {
      samples.add(report.customerId());
    }
    List<OpenFire> open = new ArrayList<>(fires);
    boolean room = open.size() < FIRES;
    if (room) {
      open.add(new OpenFire(report.signalId(), customer, report.escalatesUntil(), report.cart()));
    }
    Impact larger =
        new Impact(
            whom.count() + 1,
            whom.customers(),
            List.copyOf(samples),
            whom.recent(),
            whom.usual(),
            whom.trend(),
            whom.valueAtRisk(),
            whom.currency());
    return new AlertState(
        alert.standing(
            report.severity(),
            report.title(),
            shared(alert.touchpoint(), report.touchpoint()),
            shared(alert.channel(), report.channel()),
            larger,
            null),
        true,
        toldAt,
        customers.with(customer),
        recent.with(customer, report.at()),
        List.copyOf(open),
        uncounted || !room,
        retracted,
        Math.max(newsAt, now),
        reopenings);
  }

  private static @Nullable String shared(@Nullable String before, @Nullable String next) {
    return Objects.equals(before, next) ? before : null;
  }
}
