package io.waymark.pipeline.rules;

/**
 * One rule as published.
 *
 * @param ruleId its id
 * @param text the document, in the language of the catalogue
 */
public record RuleDocument(String ruleId, String text) {}
