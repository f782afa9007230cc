package io.waymark.app.rules;

import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.Problem;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.journey.EngineFactory;
import io.waymark.pipeline.journey.RuleDocument;
import io.waymark.pipeline.rules.RuleCompiler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes rules, and engines of rules, out of published documents in the language of the catalogue.
 */
public record CatalogueCompiler(Limits limits) implements EngineFactory, RuleCompiler {
  /**
   * Rules compiled lately, by document. All subtasks of a process need the same ones at the same
   * time, and most of the cost of a start is the checking of their expressions.
   */
  private static final Map<RuleDocument, Rule> COMPILED =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<RuleDocument, Rule> eldest) {
              return size() > 5_000;
            }
          });

  @Override
  public FrictionEngine compile(List<RuleDocument> documents) {
    List<Rule> rules = new ArrayList<>();
    for (RuleDocument document : documents) {
      rules.add(compile(document));
    }
    return new FrictionEngine(rules, limits);
  }

  @Override
  public Rule compile(RuleDocument document) {
    return COMPILED.computeIfAbsent(document, CatalogueCompiler::read);
  }

  private static Rule read(RuleDocument document) {
    Catalogue catalogue = CatalogueLoader.load(document.ruleId(), document.text());
    if (catalogue.hasErrors() || catalogue.entries().size() != 1) {
      throw new IllegalArgumentException(
          "the rule "
              + document.ruleId()
              + " cannot be understood: "
              + catalogue.problems().stream()
                  .map(Problem::toString)
                  .collect(Collectors.joining("; ")));
    }
    return catalogue.entries().get(0).rule();
  }
}
