package io.waymark.catalogue.expression;

import io.waymark.domain.rule.Scope;
import org.jspecify.annotations.Nullable;

/** A compiled part of an expression that has a value. */
interface Term {
  /** What a term answers when it has no value. */
  Object ERROR = new Object();

  /** A string, long, double or boolean, null for CEL's null, or {@link #ERROR}. */
  @Nullable Object of(Scope scope);
}
