package io.waymark.catalogue;

import io.waymark.domain.rule.Rule;
import java.util.List;

/**
 * A rule as it stands in a catalogue.
 *
 * @param examples its tests and documentation
 * @param text the YAML of this rule alone, comments included, as the item of a list without its
 *     dash
 * @param place where it is defined
 */
public record CatalogueRule(Rule rule, List<Example> examples, String text, Place place) {

  public String id() {
    return rule.id();
  }
}
