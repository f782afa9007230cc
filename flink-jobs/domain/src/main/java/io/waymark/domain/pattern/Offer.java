package io.waymark.domain.pattern;

import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as it is offered to rules: matching that tells of expressions that end in an error. */
public final class Offer {
  private final Scope scope;
  private final Firing firing;
  private @Nullable Evidence evidence;

  public Offer(Scope scope, Firing firing) {
    this.scope = scope;
    this.firing = firing;
  }

  public Event event() {
    return scope.event();
  }

  /** The event's digest: one object for all rules, since state keeps each only once. */
  Evidence evidence() {
    if (evidence == null) {
      evidence = Evidence.of(event());
    }
    return evidence;
  }

  Moment moment() {
    return new Moment(evidence(), event().channel());
  }

  public boolean matches(Selector selector) {
    return holds(selector, selector.test(scope));
  }

  public boolean matches(Selector selector, @Nullable Event previous) {
    return previous == null
        ? matches(selector)
        : holds(selector, selector.test(scope.after(previous)));
  }

  /** Whether a condition on the customer holds; an error is counted, and does not. */
  public boolean holds(Predicate where) {
    Truth truth = where.test(scope);
    if (truth == Truth.ERROR) {
      firing.expressionError();
    }
    return truth == Truth.TRUE;
  }

  /** Whether it matches, or the question ends in an error; counts and tells nothing. */
  public boolean mayMatch(Selector selector) {
    return selector.test(scope) != Truth.FALSE;
  }

  public boolean matchesAny(List<Selector> selectors) {
    for (int i = 0; i < selectors.size(); i++) {
      if (matches(selectors.get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(Selector selector, Truth truth) {
    if (truth == Truth.TRUE) {
      return true;
    }
    if (truth == Truth.ERROR) {
      firing.expressionError();
    }
    if (firing.isTraced()) {
      String why = Words.mismatch(selector, event(), truth);
      if (why != null) {
        firing.note(why);
      }
    }
    return false;
  }
}
