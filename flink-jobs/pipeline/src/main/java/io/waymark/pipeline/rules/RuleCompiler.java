package io.waymark.pipeline.rules;

import io.waymark.domain.rule.Rule;
import java.io.Serializable;

/** Makes a rule of its published document. */
@FunctionalInterface
public interface RuleCompiler extends Serializable {
  /**
   * Compiles one document.
   *
   * @throws IllegalArgumentException if it can't be understood; the version at work is kept then
   */
  Rule compile(RuleDocument document);
}
