package io.waymark.catalogue.expression;

/**
 * Something wrong, or doubtful, in an expression.
 *
 * @param line from 1
 * @param column from 1
 */
public record Issue(int line, int column, String message) {}
