package io.waymark.pipeline.delivery;

import io.waymark.pipeline.erasure.Pseudonyms;
import io.waymark.pipeline.erasure.Salt;
import org.apache.flink.api.java.functions.KeySelector;
import org.jspecify.annotations.Nullable;

/** Brings together what is about one customer without an id becoming part of the state. */
final class ByPseudonym implements KeySelector<Notice, String> {
  private static final long serialVersionUID = 1L;

  private final Salt salt;
  private transient @Nullable Pseudonyms pseudonyms;

  ByPseudonym(Salt salt) {
    this.salt = salt;
  }

  @Override
  public String getKey(Notice notice) {
    Pseudonyms known = pseudonyms;
    if (known == null) {
      known = salt.pseudonyms();
      pseudonyms = known;
    }
    return known.of(notice.key());
  }
}
