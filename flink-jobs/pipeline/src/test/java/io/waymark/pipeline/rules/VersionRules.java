package io.waymark.pipeline.rules;

import io.waymark.domain.Stories;
import java.util.Set;

/** Rules of which only id and version matter; a document is the version's number. */
final class VersionRules {
  private VersionRules() {}

  static RuleUpdate version(int version, String rule, long revision) {
    return RuleUpdate.published(rule, Integer.toString(version), revision);
  }

  /** A release that does not understand some, named {@code id@version}. */
  static RuleCompiler without(Set<String> notUnderstood) {
    return document -> {
      String name = document.ruleId() + "@" + document.text();
      if (notUnderstood.contains(name)) {
        throw new IllegalArgumentException(name);
      }
      return Stories.rule(document.ruleId())
          .version(Integer.parseInt(document.text()))
          .when(Stories.on("click"))
          .build();
    };
  }
}
