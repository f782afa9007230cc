package io.waymark.domain.alert;

import io.waymark.domain.alert.Alert.Cause;
import io.waymark.domain.alert.Alert.Status;
import io.waymark.domain.friction.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of a group's alert: (state, input, now) to (state', effects, wakeAt), in event time. It
 * opens with the first fire of the group and is told again at once when it becomes more severe,
 * else at most every ten seconds. It is resolved when all its fires are, or when nothing has fired
 * or escalated for half an hour and nothing open can escalate any more. What fires within half an
 * hour of that opens the same alert again; after the third time in an hour only quiet ends it.
 *
 * <p>Each report is to come once, and in the order of {@link Report#ORDER}: then the same reports
 * make the same alerts. One that comes later than that counts from when it comes.
 */
public final class AlertLifecycle {
  /** What {@link Step#wakeAt} answers when there is nothing to do. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Milliseconds between two updates that are not of a higher severity. */
  public static final long EVERY = 10_000;

  /** Milliseconds without news after which an alert is over. */
  public static final long QUIET = 30 * 60_000L;

  /**
   * What an input leads to.
   *
   * @param state what to remember; the same object as before if nothing changed; null if nothing
   * @param emitted the alert's next status, if it has one
   */
  public record Step(@Nullable AlertState state, @Nullable Alert emitted) {

    /** When time alone leads to something. */
    public long wakeAt() {
      if (state == null) {
        return NEVER;
      }
      if (!state.isOpen()) {
        return state.alert().lastAt() + Reopenings.WITHIN;
      }
      long next = state.changed() ? state.toldAt() + EVERY : NEVER;
      return Math.min(next, state.quietAt());
    }
  }

  /**
   * Takes a report into account.
   *
   * @param usual how many customers the group has in five minutes when nothing is wrong; null while
   *     unknown
   * @param now event time, not before the report's
   */
  public Step advance(@Nullable AlertState state, Report report, @Nullable Long usual, long now) {
    return switch (report.status()) {
      case FIRED -> fire(state, report, usual, now);
      case ESCALATED -> escalate(state, report, usual, now);
      case RESOLVED, RETRACTED -> end(state, report, usual, now);
    };
  }

  /**
   * Lets time go on.
   *
   * @param usual see {@link #advance}
   */
  public Step wake(@Nullable AlertState state, @Nullable Long usual, long now) {
    if (state == null) {
      return new Step(null, null);
    }
    if (!state.isOpen()) {
      boolean over = now >= state.alert().lastAt() + Reopenings.WITHIN;
      return new Step(over ? null : state, null);
    }
    if (now >= state.quietAt()) {
      return resolve(state, Cause.QUIET, usual, now);
    }
    return state.changed() && now >= state.toldAt() + EVERY
        ? tell(state, Status.UPDATED, null, usual, now)
        : new Step(state, null);
  }

  /**
   * Tells what has not been told yet, because time ends.
   *
   * @param usual see {@link #advance}
   */
  public Step flush(@Nullable AlertState state, @Nullable Long usual) {
    return state != null && state.isOpen() && state.changed()
        ? tell(state, Status.UPDATED, null, usual, state.toldAt() + EVERY)
        : new Step(state, null);
  }

  /**
   * Forgets a customer. What was counted stays counted; if nobody else is known of the alert there
   * is no alert either: then the state is null.
   *
   * @return with what has to take the place of what was told, if it told of the customer
   */
  public Step erase(AlertState state, String customerId) {
    long customer = Customers.hash(customerId);
    Customers others = state.customers().without(customer);
    if (others.isNobody()) {
      return new Step(null, null);
    }
    AlertState next =
        new AlertState(
            without(state.alert(), customerId),
            state.changed(),
            state.toldAt(),
            others,
            state.recent().without(customer),
            state.fires().stream().filter(fire -> fire.customer() != customer).toList(),
            state.uncounted(),
            state.retracted(),
            state.newsAt(),
            state.reopenings());
    boolean told = state.alert().impact().samples().contains(customerId);
    return new Step(next, told ? next.alert() : null);
  }

  /** The same alert without naming that customer. */
  public static Alert without(Alert alert, String customerId) {
    Impact whom = alert.impact();
    return alert.concerning(
        new Impact(
            whom.count(),
            whom.customers(),
            whom.samples().stream().filter(each -> !each.equals(customerId)).toList(),
            whom.recent(),
            whom.usual(),
            whom.trend(),
            whom.valueAtRisk(),
            whom.currency()));
  }

  private static Step fire(
      @Nullable AlertState state, Report report, @Nullable Long usual, long now) {
    if (state == null || (!state.isOpen() && now > state.alert().lastAt() + Reopenings.WITHIN)) {
      return tell(
          AlertState.opened(report).with(report, now), Status.OPEN, null, usual, report.at());
    }
    AlertState next = state.with(report, now);
    if (state.isOpen()) {
      return told(state, next, usual, now);
    }
    return tell(next.reopened(now), Status.OPEN, null, usual, now);
  }

  private static Step escalate(
      @Nullable AlertState state, Report report, @Nullable Long usual, long now) {
    if (state == null || !state.isOpen()) {
      return new Step(state, null);
    }
    AlertState next = state.worse(report.severity(), now);
    return told(state, next, usual, now);
  }

  private static Step end(
      @Nullable AlertState state, Report report, @Nullable Long usual, long now) {
    if (state == null || !state.isOpen()) {
      return new Step(state, null);
    }
    List<OpenFire> left =
        state.fires().stream().filter(fire -> !fire.signalId().equals(report.signalId())).toList();
    if (left.size() == state.fires().size()) {
      return new Step(state, null);
    }
    boolean back = report.status() == Signal.Status.RETRACTED;
    AlertState next =
        state.changed(state.alert(), left, back ? state.retracted() + 1 : state.retracted());
    if (left.isEmpty() && !state.uncounted() && !state.reopenings().isFlapping(now)) {
      boolean all = next.retracted() == next.alert().impact().count();
      return resolve(next, all ? Cause.RETRACTED : Cause.OVER, usual, now);
    }
    return told(state, next, usual, now);
  }

  /** Tells of a change at once if it makes it worse, or if nothing was told for a while. */
  private static Step told(AlertState before, AlertState next, @Nullable Long usual, long now) {
    boolean worse = next.alert().severity() != before.alert().severity();
    return worse || now >= next.toldAt() + EVERY
        ? tell(next, Status.UPDATED, null, usual, now)
        : new Step(next, null);
  }

  private static Step resolve(AlertState state, Cause cause, @Nullable Long usual, long now) {
    AlertState over = state.changed(state.alert(), List.of(), state.retracted());
    return tell(over.counted(), Status.RESOLVED, cause, usual, now);
  }

  private static Step tell(
      AlertState state, Status status, @Nullable Cause cause, @Nullable Long usual, long at) {
    Alert alert = state.alert().as(status, cause, at);
    CartValue value = ValueAtRisk.of(state.fires());
    long recent = state.recent().count(alert.lastAt());
    Impact whom =
        new Impact(
            alert.impact().count(),
            state.customers().count(),
            alert.impact().samples(),
            recent,
            usual,
            Impact.Trend.of(recent, state.recent().before(alert.lastAt())),
            value == null ? null : value.amount(),
            value == null ? null : value.currency());
    Alert told = alert.concerning(whom);
    return new Step(state.told(told, told.lastAt()), told);
  }
}
