package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.console.store.Rules;
import io.waymark.domain.journey.Stage;
import java.util.List;

/** What people call the stages of the journeys that are looked at. */
final class StageNames {
  private final Rules rules;

  StageNames(Rules rules) {
    this.rules = rules;
  }

  /** In their order. */
  List<Stage> stages() {
    // A text without one has the shipped one.
    return CatalogueLoader.load("_journey", rules.journey().orElse("rules: []\n")).model().stages();
  }

  void into(ArrayNode stages) {
    for (Stage stage : stages()) {
      ObjectNode labels = stages.addObject().put("id", stage.id()).putObject("label");
      stage.labels().forEach(labels::put);
    }
  }
}
