package io.waymark.catalogue;

import io.waymark.catalogue.Problem.Level;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.rule.Rule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules that were understood, in the order of their files, and the problems of those that were not.
 *
 * @param journey what it says of journeys; null if it says nothing
 */
public record Catalogue(
    List<CatalogueRule> entries, @Nullable CatalogueJourney journey, List<Problem> problems) {

  /** The catalogue that Waymark ships. It has no problems. */
  public static Catalogue shipped() {
    return ShippedCatalogue.load();
  }

  /** The rules alone. */
  public List<Rule> rules() {
    return entries.stream().map(CatalogueRule::rule).toList();
  }

  /** What journeys are: as it says, or as shipped if it says nothing. */
  public JourneyModel model() {
    return journey == null ? ShippedJourney.standard() : journey.model();
  }

  public Optional<CatalogueRule> find(String id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  /** Whether a rule or file was refused. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(problem -> problem.level() == Level.ERROR);
  }
}
