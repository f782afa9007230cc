package io.waymark.app.rules;

import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.CatalogueRule;
import io.waymark.catalogue.Problem;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.rules.RuleCompiler;
import io.waymark.pipeline.rules.RuleDocument;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes rules of published documents in the language of the catalogue. */
public final class CatalogueCompiler implements RuleCompiler {
  private static final long serialVersionUID = 1L;

  /** Says nothing, so that journeys are as shipped. */
  private static final Catalogue STANDARD = new Catalogue(List.of(), null, List.of());

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
  public Rule compile(RuleDocument document) {
    return COMPILED.computeIfAbsent(document, CatalogueCompiler::read);
  }

  @Override
  public JourneyModel journey(@Nullable RuleDocument published) {
    return published == null ? STANDARD.model() : load(published).model();
  }

  private static Catalogue load(RuleDocument document) {
    Catalogue catalogue = CatalogueLoader.load(document.ruleId(), document.text());
    if (catalogue.hasErrors()) {
      throw new IllegalArgumentException(
          catalogue.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
    return catalogue;
  }

  private static Rule read(RuleDocument document) {
    Catalogue catalogue = load(document);
    List<String> ids = catalogue.entries().stream().map(CatalogueRule::id).toList();
    if (!ids.equals(List.of(document.ruleId()))) {
      throw new IllegalArgumentException(
          "published as " + document.ruleId() + ", but its document is of " + ids);
    }
    return catalogue.entries().get(0).rule();
  }
}
