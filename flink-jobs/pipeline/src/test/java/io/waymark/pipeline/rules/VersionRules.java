package io.waymark.pipeline.rules;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.Stories;
import io.waymark.domain.StoryTime;
import java.util.Set;

/**
 * Rules of which only id, version, the time from which they are effective and how long their fires
 * are resolved matter; a document is the version's number, perhaps that time and that span.
 */
final class VersionRules {
  private VersionRules() {}

  static RuleUpdate version(int version, String rule, long revision) {
    return RuleUpdate.published(rule, Integer.toString(version), revision);
  }

  /** A version that is effective from a {@link StoryTime} on. */
  static RuleUpdate version(int version, String rule, String effectiveFrom, long revision) {
    return RuleUpdate.published(rule, version + " " + effectiveFrom, revision);
  }

  /** One whose fires are resolved within a span; 15d unless stated. */
  static RuleUpdate version(
      int version, String rule, String effectiveFrom, String resolveWithin, long revision) {
    return version(version, rule, effectiveFrom + " " + resolveWithin, revision);
  }

  /** A release that does not understand some, named {@code id@version}. */
  static RuleCompiler without(Set<String> notUnderstood) {
    return document -> {
      String name = document.ruleId() + "@" + document.text();
      if (notUnderstood.contains(name)) {
        throw new IllegalArgumentException(name);
      }
      String[] words = document.text().split(" ");
      RuleBuilder rule =
          Stories.rule(document.ruleId())
              .version(Integer.parseInt(words[0]))
              .when(Stories.on("click"))
              .resolveWithin(words.length < 3 ? "15d" : words[2]);
      return (words.length == 1 ? rule : rule.effectiveFrom(words[1])).build();
    };
  }
}
