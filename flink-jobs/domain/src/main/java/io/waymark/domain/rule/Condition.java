package io.waymark.domain.rule;

/**
 * A clause of {@code only_if}: the customer's history has, or has not, a matching event at most
 * {@code within} milliseconds before.
 */
public record Condition(boolean seen, Selector of, long within) {}
