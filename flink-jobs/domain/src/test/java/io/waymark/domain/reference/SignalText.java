package io.waymark.domain.reference;

import io.waymark.domain.StoryTime;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.rule.Mode;
import java.util.Locale;

/**
 * One line for a signal: {@code 11:00 resolved medium cart_id=k1 waited=60s by=web at=/checkout
 * fire=10:30}. What is absent, live, of customer {@code c1}, or told by the status is left out.
 */
final class SignalText {
  private SignalText() {}

  static String show(ReferenceSignal signal) {
    StringBuilder text = new StringBuilder(StoryTime.show(signal.occurredAt()));
    text.append(' ').append(signal.status().name().toLowerCase(Locale.ROOT));
    text.append(' ').append(signal.severity().name().toLowerCase(Locale.ROOT));
    if (signal.mode() == Mode.SHADOW) {
      text.append(" shadow");
    }
    if (!signal.customerId().equals("c1")) {
      text.append(" customer=").append(signal.customerId());
    }
    signal
        .instance()
        .forEach((name, value) -> text.append(' ').append(name).append('=').append(shown(value)));
    if (signal.waitedMs() != null) {
      text.append(" waited=").append(signal.waitedMs() / 1000.0).append('s');
    }
    if (signal.channel() != null) {
      text.append(" by=").append(signal.channel());
    }
    if (signal.touchpoint() != null) {
      text.append(" at=").append(signal.touchpoint());
    }
    if (signal.status() != Status.FIRED) {
      text.append(" fire=").append(StoryTime.show(signal.firedAt()));
    }
    return text.toString().replace(".0s", "s");
  }

  private static String shown(Object value) {
    return value instanceof String && !((String) value).matches("[a-z].*")
        ? "'" + value + "'"
        : value.toString();
  }
}
