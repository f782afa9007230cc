package io.waymark.catalogue;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A line of an example: {@code TIME word [word ...] [name=value ...]}.
 *
 * @param time epoch milliseconds
 * @param words what comes before the first pair
 * @param pairs values typed as YAML scalars
 */
record ExampleLine(long time, List<String> words, Map<String, @Nullable Object> pairs, Node at) {
  private static final Pattern TOKEN =
      Pattern.compile("([^\\s=\"']+=)?(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^']|'')*'|\\S*)");
  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{3}))?)?");
  private static final long DAY_MS = 24 * 60 * 60 * 1000L;
  private static final Resolver YAML = new Resolver();

  /**
   * Reads a line.
   *
   * @param before time of the line before, or midnight
   */
  static ExampleLine read(Node node, long before, Values values, Problems problems, String what) {
    int errors = problems.errors();
    String line = values.text(node, what).strip();
    List<String> words = new ArrayList<>();
    Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
    if (problems.errors() > errors) {
      return new ExampleLine(before, words, pairs, node);
    }
    var token = TOKEN.matcher(line);
    if (cut(line)) {
      problems.error(
          node, what + ": a value in quotes does not end; in [...] quote the whole line");
      return new ExampleLine(before, words, pairs, node);
    }
    int at = 0;
    while (at < line.length() && token.region(at, line.length()).lookingAt()) {
      String name = token.group(1);
      if (name == null) {
        words.add(token.group());
      } else {
        name = name.substring(0, name.length() - 1);
        if (pairs.containsKey(name)) {
          problems.error(node, what + ": \"" + name + "\" is given twice");
        }
        pairs.put(name, value(token.group(2), node, problems, what));
      }
      at = token.end();
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
    }
    OptionalLong time = words.isEmpty() ? OptionalLong.empty() : time(words.remove(0), before);
    if (time.isEmpty()) {
      problems.error(
          node, what + ": expected HH:MM[:SS[.mmm]] or +duration first, got \"" + line + "\"");
    }
    return new ExampleLine(time.orElse(before), words, pairs, node);
  }

  /** Takes a field out of pairs: it is text, also where it looks like a number. */
  static @Nullable String takeText(Map<String, @Nullable Object> pairs, String name) {
    Object value = pairs.remove(name);
    return value == null ? null : value.toString();
  }

  private static OptionalLong time(String word, long before) {
    if (word.startsWith("+")) {
      OptionalLong span = Spans.parse(word.substring(1));
      return span.isPresent() ? OptionalLong.of(before + span.getAsLong()) : span;
    }
    var clock = CLOCK.matcher(word);
    if (!clock.matches()) {
      return OptionalLong.empty();
    }
    long hours = Long.parseLong(clock.group(1));
    long minutes = Long.parseLong(clock.group(2));
    long seconds = clock.group(3) == null ? 0 : Long.parseLong(clock.group(3));
    long millis = clock.group(4) == null ? 0 : Long.parseLong(clock.group(4));
    if (hours > 23 || minutes > 59 || seconds > 59) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Example.DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis);
  }

  /** A time as examples write it; beyond the day with the number of days. */
  static String clock(long time) {
    long ofDay = Math.floorMod(time - Example.DAY, DAY_MS);
    long days = Math.floorDiv(time - Example.DAY, DAY_MS);
    String text = LocalTime.ofNanoOfDay(ofDay * 1_000_000).toString();
    return days == 0 ? text : "day " + (days + 1) + " " + text;
  }

  private static @Nullable Object value(String text, Node at, Problems problems, String what) {
    if (text.length() >= 2 && text.startsWith("\"")) {
      return unescaped(text.substring(1, text.length() - 1));
    }
    if (text.length() >= 2 && text.startsWith("'")) {
      return text.substring(1, text.length() - 1).replace("''", "'");
    }
    Tag tag = YAML.resolve(NodeId.scalar, text, true);
    if (Tag.NULL.equals(tag)) {
      return null;
    }
    if (Tag.BOOL.equals(tag)) {
      if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
        problems.error(
            at,
            what
                + ": YAML reads an unquoted "
                + text
                + " as true or false; quote it: \""
                + text
                + "\"");
      }
      return text.equalsIgnoreCase("true");
    }
    return number(text);
  }

  /** A number as the JSON reader types it: what no long can hold is a double. */
  private static Object number(String text) {
    if (text.matches("[-+]?\\d{1,40}")) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        return Double.parseDouble(text);
      }
    }
    return text.matches("[-+]?(\\d+\\.\\d*|\\.\\d+|\\d+(?=[eE]))([eE][-+]?\\d{1,2})?")
        ? Double.parseDouble(text)
        : text;
  }

  /** True of a line that a comma within quotes has cut in two, as it does in a YAML flow list. */
  private static boolean cut(String line) {
    return line.matches("[^\"']*=[\"'][^\"']*");
  }

  private static String unescaped(String text) {
    return text.replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
