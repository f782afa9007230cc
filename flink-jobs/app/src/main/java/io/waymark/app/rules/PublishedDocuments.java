package io.waymark.app.rules;

import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueRule;
import io.waymark.catalogue.RuleDocument;
import io.waymark.pipeline.rules.RuleUpdate;
import java.util.LinkedHashMap;
import java.util.Map;

/** A catalogue as the documents that the rules topic has: one for each rule, one for journeys. */
public final class PublishedDocuments {
  private PublishedDocuments() {}

  /** By the id under which each is published. */
  public static Map<String, String> of(Catalogue catalogue) {
    Map<String, String> documents = new LinkedHashMap<>();
    for (CatalogueRule rule : catalogue.entries()) {
      documents.put(rule.id(), RuleDocument.of(rule).text());
    }
    if (catalogue.journey() != null) {
      documents.put(RuleUpdate.JOURNEY, catalogue.journey().document());
    }
    return documents;
  }
}
