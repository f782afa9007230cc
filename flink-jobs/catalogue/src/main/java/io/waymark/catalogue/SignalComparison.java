package io.waymark.catalogue;

import io.waymark.catalogue.Example.Expected;
import io.waymark.domain.event.Scalar;
import io.waymark.domain.friction.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares signals with expectations, both in the order of time. */
final class SignalComparison {
  private SignalComparison() {}

  static List<String> differences(List<Expected> expected, List<Signal> got) {
    List<String> differences = new ArrayList<>();
    List<Signal> left = new ArrayList<>(got);
    List<Expected> missing = new ArrayList<>();
    for (Expected one : expected) {
      var match = left.stream().filter(signal -> matches(one, signal)).findFirst();
      match.ifPresentOrElse(left::remove, () -> missing.add(one));
    }
    missing.forEach(one -> differences.add("expected " + describe(one) + ", and it did not come"));
    left.forEach(one -> differences.add("got " + describe(one) + ", and it was not expected"));
    return List.copyOf(differences);
  }

  private static boolean matches(Expected expected, Signal got) {
    return expected.time() == got.occurredAt()
        && expected.status() == got.status()
        && (expected.severity() == null || expected.severity() == got.severity())
        && (expected.customer() == null || expected.customer().equals(got.customerId()))
        && expected.instance().entrySet().stream()
            .allMatch(entry -> same(entry.getValue(), got, entry.getKey()));
  }

  private static boolean same(@Nullable Object expected, Signal got, String name) {
    Object value = value(got, name);
    return expected == null || value == null ? expected == value : Scalar.equal(expected, value);
  }

  /** A value of the instance, or a field of the signal by its name on the wire. */
  private static @Nullable Object value(Signal signal, String name) {
    return signal.instance().containsKey(name)
        ? signal.instance().get(name)
        : switch (name) {
          case "channel" -> signal.channel();
          case "touchpoint" -> signal.touchpoint();
          case "stage" -> signal.stage();
          case "waited_ms" -> signal.waitedMs();
          default -> null;
        };
  }

  private static String describe(Expected one) {
    var text = new StringBuilder(ExampleLine.clock(one.time()) + " " + Values.name(one.status()));
    if (one.severity() != null) {
      text.append(' ').append(Values.name(one.severity()));
    }
    if (one.customer() != null) {
      text.append(" customer=").append(one.customer());
    }
    one.instance().forEach((name, value) -> text.append(' ').append(name + "=" + value));
    return text.toString();
  }

  private static String describe(Signal one) {
    var text =
        new StringBuilder(
            ExampleLine.clock(one.occurredAt())
                + " "
                + Values.name(one.status())
                + " "
                + Values.name(one.severity())
                + " customer="
                + one.customerId());
    one.instance().forEach((name, value) -> text.append(' ').append(name + "=" + value));
    return text.toString();
  }
}
