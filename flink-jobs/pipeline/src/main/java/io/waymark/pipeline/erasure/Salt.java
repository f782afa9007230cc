package io.waymark.pipeline.erasure;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * Where the salt of an installation's pseudonyms comes from. It is read where the operators run and
 * never becomes part of a job or its state.
 */
@FunctionalInterface
public interface Salt extends Serializable {
  /** At least one byte; the same on all machines and for as long as anybody is remembered. */
  byte[] read();

  /** One that everybody knows: who has an id can tell from a state whether it was erased. */
  static Salt known(String text) {
    return () -> text.getBytes(StandardCharsets.UTF_8);
  }

  /** Pseudonyms with this salt. */
  default Pseudonyms pseudonyms() {
    return new Pseudonyms(read());
  }
}
