package io.waymark.catalogue;

import io.waymark.domain.rule.Rule;
import java.time.Instant;

/**
 * A single rule as a text of its own, as it is published: a catalogue with one rule, in its
 * author's words. It loads back to an equal rule.
 *
 * @param rule what the text says
 * @param text YAML with a {@code rules:} list of one
 */
public record RuleDocument(Rule rule, String text) {

  /** The document of a catalogue's rule. */
  public static RuleDocument of(CatalogueRule entry) {
    return new RuleDocument(entry.rule(), document(entry.text()));
  }

  /**
   * Reads a published text.
   *
   * @param source its name in problems
   * @throws IllegalArgumentException if it is not one rule without errors; the message has the
   *     problems
   */
  public static RuleDocument parse(String source, String text) {
    var catalogue = CatalogueLoader.load(source, text);
    if (catalogue.hasErrors() || catalogue.entries().size() != 1) {
      throw new IllegalArgumentException(
          source
              + " is not one rule: "
              + catalogue.entries().size()
              + " rules, "
              + catalogue.problems());
    }
    return new RuleDocument(catalogue.rules().get(0), text);
  }

  /** The same rule in force from {@code time}, unless its author has said from when. */
  public RuleDocument effectiveFrom(Instant time) {
    if (rule.effectiveFrom() != Long.MIN_VALUE) {
      return this;
    }
    String body = CatalogueLoader.load(rule.id(), text).entries().get(0).text();
    String field = "effective_from: " + time;
    // A map in braces takes the field inside; any other has it as its first line.
    String dated =
        body.startsWith("{") ? "{" + field + ", " + body.substring(1) : field + "\n" + body;
    return parse(rule.id(), document(dated));
  }

  private static String document(String body) {
    var out = new StringBuilder("rules:\n");
    String lead = "  - ";
    for (String line : body.stripTrailing().split("\n", -1)) {
      out.append((lead + line).stripTrailing()).append('\n');
      lead = "    ";
    }
    return out.toString();
  }
}
