package io.waymark.pipeline.alert;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.erasure.Pseudonyms;
import io.waymark.pipeline.erasure.Salt;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.types.Either;
import org.jspecify.annotations.Nullable;

/** Whom a signal or fact is about, in a form that may stay when they are erased. */
final class ByPseudonym implements KeySelector<Either<Signal, Fact>, String> {
  private static final long serialVersionUID = 1L;

  private final Salt salt;
  private transient @Nullable Pseudonyms pseudonyms;

  ByPseudonym(Salt salt) {
    this.salt = salt;
  }

  @Override
  public String getKey(Either<Signal, Fact> told) {
    Pseudonyms known = pseudonyms;
    if (known == null) {
      known = salt.pseudonyms();
      pseudonyms = known;
    }
    return known.of(told.isLeft() ? told.left().customerId() : told.right().customerId());
  }
}
