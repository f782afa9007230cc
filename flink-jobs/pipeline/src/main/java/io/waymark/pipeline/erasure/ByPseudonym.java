package io.waymark.pipeline.erasure;

import org.apache.flink.api.java.functions.KeySelector;
import org.jspecify.annotations.Nullable;

/** Brings together what is about one customer without an id becoming part of the state. */
public final class ByPseudonym<T> implements KeySelector<T, String> {
  private static final long serialVersionUID = 1L;

  private final Salt salt;
  private final KeySelector<T, String> customer;
  private transient @Nullable Pseudonyms pseudonyms;

  public ByPseudonym(Salt salt, KeySelector<T, String> customer) {
    this.salt = salt;
    this.customer = customer;
  }

  @Override
  public String getKey(T element) throws Exception {
    Pseudonyms known = pseudonyms;
    if (known == null) {
      known = salt.pseudonyms();
      pseudonyms = known;
    }
    return known.of(customer.getKey(element));
  }
}
