package io.waymark.catalogue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads values out of YAML nodes. A value that is missing or wrong is reported and stood in for by
 * a harmless one: the rule is refused as a whole, but its other mistakes are found too.
 */
public final class Values {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s?%");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d{1,18}(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");

  private final Problems problems;

  public Values(Problems problems) {
    this.problems = problems;
  }

  /** A text that YAML has not read as something else. */
  public String text(@Nullable Node node, String what) {
    if (node == null) {
      return "?";
    }
    if (!(node instanceof ScalarNode scalar)) {
      problems.error(node, what + ": expected text, got " + YamlNodes.describe(node));
      return "?";
    }
    String value = scalar.getValue();
    if (scalar.isPlain() && !Tag.STR.equals(scalar.getTag())) {
      problems.error(node, what + ": " + trap(value, scalar.getTag()));
      return "?";
    }
    if (value.isBlank()) {
      problems.error(node, what + ": expected text, got nothing");
      return "?";
    }
    return value;
  }

  /**
   * A string, long, double or boolean, as YAML types it; null, after a report, if it is none of
   * these.
   */
  public @Nullable Object scalar(Node node, String what) {
    if (!(node instanceof ScalarNode scalar)) {
      problems.error(node, what + ": expected a single value, got " + YamlNodes.describe(node));
      return null;
    }
    String value = scalar.getValue();
    if (scalar.isPlain() && value.matches("true|false")) {
      return value.equals("true");
    }
    if (scalar.isPlain() && value.matches("[-+]?\\d{1,18}")) {
      return Long.parseLong(value);
    }
    if (scalar.isPlain() && value.matches("[-+]?\\d{1,18}\\.\\d{1,18}")) {
      return Double.parseDouble(value);
    }
    int before = problems.errors();
    String text = text(scalar, what);
    return problems.errors() > before ? null : text;
  }

  private static String trap(String value, Tag tag) {
    if (Tag.BOOL.equals(tag)) {
      return "YAML reads an unquoted " + value + " as true or false; quote it: \"" + value + "\"";
    }
    if (Tag.NULL.equals(tag)) {
      return "expected text, got nothing";
    }
    String kind = Tag.TIMESTAMP.equals(tag) ? "a date" : "a number";
    return "YAML reads an unquoted " + value + " as " + kind + "; quote it: \"" + value + "\"";
  }

  /** Any scalar as written, for values with a grammar of their own. */
  private @Nullable String raw(@Nullable Node node, String what, String expected) {
    if (node == null) {
      return null;
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().strip();
    }
    problems.error(node, what + ": expected " + expected + ", got " + YamlNodes.describe(node));
    return null;
  }

  private void wrong(@Nullable Node node, String what, String expected) {
    if (node != null) {
      problems.error(node, what + ": expected " + expected + ", got " + YamlNodes.describe(node));
    }
  }

  /** The items of a list; a single value is a list of one. */
  public List<Node> items(@Nullable Node node) {
    if (node == null) {
      return List.of();
    }
    return node instanceof SequenceNode list ? list.getValue() : List.of(node);
  }

  /** The items of what has to be a list, and not an empty one. */
  public List<Node> list(@Nullable Node node, String what, String expected) {
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
      return list.getValue();
    }
    wrong(node, what, expected);
    return List.of();
  }

  public List<String> texts(@Nullable Node node, String what) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(node)) {
      texts.add(text(item, what));
    }
    return List.copyOf(texts);
  }

  /** Milliseconds, more than none. */
  public long span(@Nullable Node node, String what) {
    String text = raw(node, what, Spans.EXPECTED);
    if (text == null) {
      return 1;
    }
    long millis = Spans.parse(text).orElse(0);
    if (millis <= 0) {
      wrong(node, what, Spans.EXPECTED);
      return 1;
    }
    return millis;
  }

  public int integer(@Nullable Node node, String what, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    String text = raw(node, what, expected);
    if (text == null) {
      return least;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of bounds.
    }
    wrong(node, what, expected);
    return least;
  }

  double number(@Nullable Node node, String what) {
    String text = raw(node, what, "a number");
    if (text == null) {
      return 1;
    }
    if (!NUMBER.matcher(text).matches()) {
      wrong(node, what, "a number");
      return 1;
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      wrong(node, what, "a finite number");
      return 1;
    }
    return value;
  }

  /** A share, 0..1, written in percent. */
  double percent(@Nullable Node node, String what) {
    String expected = "a percentage from 0% to 100%";
    String text = raw(node, what, expected);
    if (text == null) {
      return 0;
    }
    var match = PERCENT.matcher(text);
    double share = match.matches() ? Double.parseDouble(match.group(1)) / 100 : -1;
    if (share < 0 || share > 1) {
      wrong(node, what, expected);
      return 0;
    }
    return share;
  }

  /** Epoch milliseconds. */
  long instant(@Nullable Node node, String what) {
    String expected = "a time with its zone such as 2026-01-01T00:00:00Z";
    String text = raw(node, what, expected);
    if (text == null) {
      return Long.MIN_VALUE;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      wrong(node, what, expected);
      return Long.MIN_VALUE;
    }
  }

  /** One of an enum's names in lower case. */
  public <E extends Enum<E>> E choice(@Nullable Node node, String what, E otherwise) {
    if (node == null) {
      return otherwise;
    }
    List<E> all = Arrays.asList(otherwise.getDeclaringClass().getEnumConstants());
    // Not text(): that would advise to quote what is wrong in quotes too.
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : text(node, what);
    for (E value : all) {
      if (text.equals(name(value))) {
        return value;
      }
    }
    problems.error(
        node,
        what
            + ": unknown value "
            + YamlNodes.describe(node)
            + Spelling.hint(text, all.stream().map(Values::name).toList()));
    return otherwise;
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
