package io.waymark.domain.delivery;

import static io.waymark.domain.delivery.Correspondence.SENT_LIMIT;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.delivery.Attempt.Status;
import io.waymark.domain.delivery.Correspondence.Course;
import io.waymark.domain.delivery.Correspondence.Sent;
import io.waymark.domain.delivery.Order.Deliver;
import io.waymark.domain.delivery.Order.Forget;
import io.waymark.domain.delivery.Order.Withdraw;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.ConsentFacts;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention.Purpose;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is told what: (state, input, now) to (state', effects, wakeAt). A trigger was decided
 * with consent; here only a no that became known since counts: marketing that the customer has
 * refused goes to nobody, and what waits of it is withdrawn. That nothing is known of a customer's
 * consent is no refusal.
 */
public final class Recipients {
  private static final String MARKETING = "marketing";
  private static final String NO_CONSENT = "no_consent";
  private static final String ANNULLED = "annulled";
  private static final String ERASED = "erased";
  private static final String SUPERSEDED = "superseded";

  private final List<Destination> destinations;

  public Recipients(List<Destination> destinations) {
    this.destinations = List.copyOf(destinations);
  }

  /**
   * What an input leads to.
   *
   * @param state what to remember; the same object as before if nothing changed
   * @param untold what goes to nobody, with the reason
   */
  public record Step(Correspondence state, List<Order> orders, List<Attempt> untold) {}

  /**
   * Routes a trigger, or takes it back where it went.
   *
   * @param dispatch tells of the trigger
   */
  public Step route(Correspondence before, Trigger trigger, Dispatch dispatch, long now) {
    Correspondence state = expire(before, now);
    if (trigger.status() == Trigger.Status.ISSUED) {
      return issue(state, trigger, dispatch, now);
    }
    return cancel(state, trigger, dispatch, trigger.expiresAt() <= now);
  }

  /**
   * Takes a trigger back where it went, of a customer who was erased after what led to it: nothing
   * is remembered of it anew, and the customer is named to nobody who can do without.
   *
   * @param dispatch tells of the trigger, with a body that names nobody
   */
  public Step takeBack(Correspondence before, Trigger trigger, Dispatch dispatch, long now) {
    Step step = cancel(expire(before, now), trigger, dispatch, true);
    return new Step(
        step.state(), step.orders().stream().map(this::unnamed).toList(), step.untold());
  }

  private Order unnamed(Order order) {
    if (!(order instanceof Deliver deliver)) {
      return order;
    }
    Destination destination = named(order.destination());
    return destination != null && destination.needsCustomer()
        ? order
        : new Deliver(deliver.destination(), deliver.dispatch().unnamed(), deliver.redelivered());
  }

  /**
   * Routes an alert. Nothing is remembered of it; who is not told that it is over need not hear
   * anything of it any more either. Nobody is told of one that another stands for.
   */
  public List<Order> route(Alert alert, Dispatch dispatch) {
    if (alert.mutedBy() != null) {
      return List.of();
    }
    List<String> interested = interested(Matter.of(alert));
    List<Order> orders = deliver(interested, dispatch);
    if (alert.status() == Alert.Status.RESOLVED) {
      destinations.stream()
          .map(Destination::name)
          .filter(name -> !interested.contains(name))
          .forEach(name -> orders.add(new Forget(name, alert.alertId(), SUPERSEDED)));
    }
    return orders;
  }

  /** Takes an alert back wherever it may wait. */
  public List<Order> forget(String alertId) {
    return destinations.stream()
        .<Order>map(destination -> new Forget(destination.name(), alertId, ERASED))
        .toList();
  }

  /** Sends a message once more to the destination that did not get it. */
  public Step again(Correspondence before, Attempt dead, long now) {
    Correspondence state = expire(before, now);
    Dispatch dispatch = dead.dispatch();
    Destination destination = named(dead.destination());
    if (destination == null) {
      return untold(state, dead, Status.DEAD, "unconfigured", now);
    }
    if (isRefused(state, dispatch.purpose(), dispatch.channel())) {
      return untold(state, dead, Status.SUPPRESSED, NO_CONSENT, now);
    }
    Sent sent = find(state, dispatch.message().id());
    if (sent != null && sent.isCancelled()) {
      return untold(state, dead, Status.CANCELLED, ANNULLED, now);
    }
    if (dispatch.message().isQuiet(now)) {
      return untold(state, dead, Status.EXPIRED, Pending.QUIET_HOURS, now);
    }
    return new Step(state, List.of(new Deliver(destination.name(), dispatch, true)), List.of());
  }

  /** Takes a fact about the customer into account. */
  public Step learn(Correspondence before, Fact fact, long now) {
    Correspondence state = expire(before, now);
    return switch (fact.kind()) {
      case CONSENT, OBJECTION ->
          said(
              state,
              new Correspondence(
                  ConsentFacts.after(state.consents(), fact),
                  state.left().after(fact),
                  state.sent()));
      case UNSUBSCRIBED ->
          said(state, new Correspondence(state.consents(), state.left().after(fact), state.sent()));
      case ERASED ->
          new Step(
              Correspondence.EMPTY,
              state.sent().stream().flatMap(sent -> withdraw(sent, ERASED).stream()).toList(),
              List.of());
      default -> nothing(state);
    };
  }

  /** Forgets what has expired. Answers the same object if there is nothing to forget. */
  public Correspondence expire(Correspondence state, long now) {
    return state.wakeAt() > now
        ? state
        : state.having(state.sent().stream().filter(sent -> sent.expiresAt() > now).toList());
  }

  private Step issue(Correspondence state, Trigger trigger, Dispatch dispatch, long now) {
    Matter matter = Matter.of(trigger, Trigger.Status.ISSUED);
    Sent sent = find(state, dispatch.message().id());
    List<String> names = interested(matter);
    if (sent != null && sent.course() == Course.CANCELLED_FIRST) {
      return new Step(
          cancelled(state, sent),
          List.of(),
          untold(names, dispatch, Status.CANCELLED, ANNULLED, now));
    }
    if (sent != null && sent.isCancelled()) {
      return nothing(state);
    }
    boolean refused = isRefused(state, matter.purpose(), matter.channel());
    // What comes twice goes to the lanes twice: they know it as long as they have it.
    Correspondence after =
        names.isEmpty() || sent != null
            ? state
            : remember(
                state,
                sent(
                    dispatch.message().id(), dispatch, refused ? List.of() : names, Course.ISSUED));
    return refused
        ? new Step(after, List.of(), untold(names, dispatch, Status.SUPPRESSED, NO_CONSENT, now))
        : new Step(after, deliver(names, dispatch), List.of());
  }

  /**
   * One whose issue is not known may have overtaken it: then that must not follow.
   *
   * @param forgotten whether nothing is to be remembered anew
   */
  private Step cancel(Correspondence state, Trigger trigger, Dispatch dispatch, boolean forgotten) {
    String issued = Dispatch.messageId(trigger, Trigger.Status.ISSUED);
    Sent sent = find(state, issued);
    if (sent != null && sent.destinations().isEmpty()) {
      return nothing(state);
    }
    List<String> told =
        sent == null ? interested(Matter.of(trigger, Trigger.Status.ISSUED)) : sent.destinations();
    List<String> interested = interested(Matter.of(trigger, Trigger.Status.CANCELLED));
    List<Order> orders = new ArrayList<>();
    for (String name : told) {
      orders.add(
          interested.contains(name)
              ? new Deliver(name, dispatch, false)
              : new Withdraw(name, issued, ANNULLED));
    }
    interested.stream()
        .filter(name -> !told.contains(name))
        .forEach(name -> orders.add(new Deliver(name, dispatch, false)));
    if (sent != null) {
      return new Step(cancelled(state, sent), orders, List.of());
    }
    return new Step(
        forgotten || told.isEmpty()
            ? state
            : remember(state, sent(issued, dispatch, told, Course.CANCELLED_FIRST)),
        orders,
        List.of());
  }

  private static Correspondence cancelled(Correspondence state, Sent sent) {
    return state.having(
        state.sent().stream().map(each -> each == sent ? sent.asCancelled() : each).toList());
  }

  /** Of what is on its way, what is refused from now on is withdrawn. */
  private static Step said(Correspondence before, Correspondence after) {
    if (after.equals(before)) {
      return nothing(before);
    }
    return new Step(
        after,
        after.sent().stream()
            .filter(
                sent ->
                    isRefused(after, sent.purpose(), sent.channel())
                        && !isRefused(before, sent.purpose(), sent.channel()))
            .flatMap(sent -> withdraw(sent, NO_CONSENT).stream())
            .toList(),
        List.of());
  }

  private static boolean isRefused(
      Correspondence state, @Nullable String purpose, @Nullable String channel) {
    return MARKETING.equals(purpose)
        && (ConsentFacts.isRefused(state.consents(), Purpose.MARKETING)
            || state.left().covers(channel));
  }

  /** Of too many the oldest is forgotten: a later no does not reach it in its lane. */
  private static Correspondence remember(Correspondence state, Sent sent) {
    List<Sent> all = new ArrayList<>(state.sent());
    if (all.size() >= SENT_LIMIT) {
      all.remove(0);
    }
    all.add(sent);
    return state.having(all);
  }

  /**
   * @param dispatch tells of the trigger, issued or cancelled
   */
  private static Sent sent(String messageId, Dispatch dispatch, List<String> names, Course course) {
    return new Sent(
        messageId,
        dispatch.purpose(),
        dispatch.channel(),
        dispatch.message().expiresAt(),
        names,
        course);
  }

  private static @Nullable Sent find(Correspondence state, String messageId) {
    return state.sent().stream()
        .filter(sent -> sent.messageId().equals(messageId))
        .findFirst()
        .orElse(null);
  }

  private List<String> interested(Matter matter) {
    return destinations.stream()
        .filter(destination -> destination.route().takes(matter))
        .map(Destination::name)
        .toList();
  }

  private @Nullable Destination named(String name) {
    return destinations.stream()
        .filter(destination -> destination.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static List<Order> deliver(List<String> names, Dispatch dispatch) {
    List<Order> orders = new ArrayList<>();
    names.forEach(name -> orders.add(new Deliver(name, dispatch, false)));
    return orders;
  }

  private static List<Order> withdraw(Sent sent, String reason) {
    List<Order> orders = new ArrayList<>();
    sent.destinations().forEach(name -> orders.add(new Withdraw(name, sent.messageId(), reason)));
    return orders;
  }

  private static Step nothing(Correspondence state) {
    return new Step(state, List.of(), List.of());
  }

  private static Step untold(
      Correspondence state, Attempt dead, Status status, String reason, long now) {
    return new Step(state, List.of(), List.of(dead.ended(status, reason, now)));
  }

  private static List<Attempt> untold(
      List<String> names, Dispatch dispatch, Status status, String reason, long now) {
    return names.stream()
        .map(
            name ->
                new Attempt(name, status, dispatch.withoutBody(), 0, null, reason, now, null, null))
        .toList();
  }
}
