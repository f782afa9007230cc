package io.waymark.app.delivery.config;

import java.util.Optional;

/**
 * A value that may be a secret.
 *
 * @param text as it is written
 * @param secret where it is, if it is one
 */
record Setting(String text, Optional<Secret> secret) {

  static Setting of(String text) {
    return new Setting(text, Secret.parse(text));
  }

  /** Its value now. */
  String read() throws UnreadableSecret {
    return secret.isPresent() ? secret.get().read() : text;
  }

  @Override
  public String toString() {
    return text;
  }
}
