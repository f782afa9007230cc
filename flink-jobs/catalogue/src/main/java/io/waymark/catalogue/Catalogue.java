package io.waymark.catalogue;

import io.waymark.catalogue.Problem.Level;
import io.waymark.domain.rule.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Rules that were understood, in the order of their files, and the problems of those that were not.
 */
public record Catalogue(List<CatalogueRule> entries, List<Problem> problems) {

  /** The catalogue that Waymark ships. It has no problems. */
  public static Catalogue shipped() {
    return ShippedCatalogue.load();
  }

  /** The rules alone. */
  public List<Rule> rules() {
    return entries.stream().map(CatalogueRule::rule).toList();
  }

  public Optional<CatalogueRule> find(String id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  /** Whether a rule or file was refused. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(problem -> problem.level() == Level.ERROR);
  }
}
