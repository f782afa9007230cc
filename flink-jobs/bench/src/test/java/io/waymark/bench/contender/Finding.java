package io.waymark.bench.contender;

import io.waymark.bench.log.Patterns.Pattern;

/**
 * A pattern was found.
 *
 * @param pattern its id
 * @param instance value of its key: which session, cart, form or conversation
 * @param at event time at which it came true, in epoch milliseconds
 */
public record Finding(String pattern, String instance, long at) {
  static Finding of(Pattern pattern, String instance, long at) {
    return new Finding(pattern.id(), instance, at);
  }

  /** 64 bits of it; their sum tells sets of findings apart, whatever the order. */
  long digest() {
    long hash = 0xcbf29ce484222325L;
    String text = pattern + '|' + instance + '|' + at;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    return hash ^ hash >>> 33;
  }
}
