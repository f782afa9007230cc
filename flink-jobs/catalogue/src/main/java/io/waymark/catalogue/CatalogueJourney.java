package io.waymark.catalogue;

import io.waymark.domain.journey.JourneyModel;

/**
 * What a catalogue says of journeys.
 *
 * @param text its {@code journey:} as written, without what is around it
 */
public record CatalogueJourney(JourneyModel model, String text, Place place) {

  /** A catalogue of it alone, as it is published. It loads back to an equal model. */
  public String document() {
    return "journey:\n" + text.indent(2);
  }
}
