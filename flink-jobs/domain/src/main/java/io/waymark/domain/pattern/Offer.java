package io.waymark.domain.pattern;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as it is offered to one rule: matching that counts the errors of its expressions. */
public final class Offer {
  private final Scope scope;
  private final Runnable onError;

  public Offer(Scope scope, Runnable onError) {
    this.scope = scope;
    this.onError = onError;
  }

  public Event event() {
    return scope.event();
  }

  public boolean matches(Selector selector) {
    return holds(selector.test(scope));
  }

  public boolean matches(Selector selector, @Nullable Event previous) {
    return holds(
        selector.test(new Scope(scope.event(), scope.journey(), scope.profile(), previous)));
  }

  public boolean matchesAny(List<Selector> selectors) {
    for (int i = 0; i < selectors.size(); i++) {
      if (matches(selectors.get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(Truth truth) {
    if (truth == Truth.ERROR) {
      onError.run();
    }
    return truth == Truth.TRUE;
  }
}
