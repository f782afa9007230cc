package io.waymark.catalogue.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.JourneyField;
import io.waymark.domain.rule.Scope;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an expression can read of a scope, compiled to direct access. */
final class References {
  private References() {}

  /**
   * A value that may be missing.
   *
   * @param name as written: {@code attr.x}, {@code prev.channel}
   * @param value answers {@link Term#ERROR} where it is missing
   */
  record Reference(String name, Term value) {}

  /** The variable that a select or index reads; null if it reads something else. */
  static @Nullable Reference read(CelExpr expr) {
    if (expr.getKind() == Kind.SELECT) {
      return member(expr.select().operand(), expr.select().field());
    }
    if (expr.getKind() == Kind.CALL
        && expr.call().function().equals(Literals.INDEX)
        && expr.call().target().isEmpty()) {
      String key = Literals.string(expr.call().args().get(1));
      return key == null ? null : indexed(expr.call().args().get(0), key);
    }
    return null;
  }

  /** Fields have no index: only maps have. */
  private static @Nullable Reference indexed(CelExpr map, String key) {
    return isVariable(map, "attr")
            || isVariable(map, "profile")
            || isField(map, "prev", "attr")
            || isField(map, "journey", "consent")
        ? member(map, key)
        : null;
  }

  private static @Nullable Reference member(CelExpr owner, String name) {
    if (isField(owner, "prev", "attr")) {
      return new Reference(
          "prev.attr." + name,
          scope -> scope.previous() == null ? Term.ERROR : in(scope.previous().attributes(), name));
    }
    if (isField(owner, "journey", "consent")) {
      return new Reference(
          "journey.consent." + name, scope -> in(scope.customer().consents(), name));
    }
    if (owner.getKind() != Kind.IDENT) {
      return null;
    }
    String variable = owner.ident().name();
    Term term =
        switch (variable) {
          case "attr" -> scope -> in(scope.event().attributes(), name);
          case "profile" -> scope -> in(scope.customer().profile(), name);
          case "event" -> event(name, Scope::event);
          case "prev" -> event(name, Scope::previous);
          case "journey" -> journey(name);
          default -> null;
        };
    return term == null ? null : new Reference(variable + "." + name, term);
  }

  private static boolean isVariable(CelExpr expr, String name) {
    return expr.getKind() == Kind.IDENT && expr.ident().name().equals(name);
  }

  private static boolean isField(CelExpr expr, String variable, String field) {
    return expr.getKind() == Kind.SELECT
        && !expr.select().testOnly()
        && expr.select().field().equals(field)
        && isVariable(expr.select().operand(), variable);
  }

  private static @Nullable Object in(Map<String, ? extends @Nullable Object> values, String name) {
    Object value = values.get(name);
    return value != null || values.containsKey(name) ? value : Term.ERROR;
  }

  /** A field of an event. Its time is left to the library, which knows timestamps. */
  private static @Nullable Term event(String name, Function<Scope, @Nullable Event> which) {
    Function<Event, @Nullable Object> field =
        switch (name) {
          case "event_id" -> Event::id;
          case "event_type" -> Event::type;
          case "customer_id" -> Event::customerId;
          case "anonymous_id" -> Event::anonymousId;
          case "session_id" -> Event::sessionId;
          case "channel" -> Event::channel;
          case "touchpoint" -> Event::touchpoint;
          default -> null;
        };
    if (field == null) {
      return null;
    }
    return scope -> {
      Event event = which.apply(scope);
      return event == null ? Term.ERROR : orError(field.apply(event));
    };
  }

  private static @Nullable Term journey(String name) {
    JourneyField field = JourneyField.named(name);
    return field == null ? null : scope -> orError(scope.customer().journey(field));
  }

  private static Object orError(@Nullable Object value) {
    return value == null ? Term.ERROR : value;
  }
}
