package io.waymark.pipeline.journey;

/**
 * One rule as published.
 *
 * @param ruleId its id
 * @param text the document, in the language of the catalogue
 */
public record RuleDocument(String ruleId, String text) {}
