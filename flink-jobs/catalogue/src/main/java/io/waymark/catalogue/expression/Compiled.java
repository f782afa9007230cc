package io.waymark.catalogue.expression;

import io.waymark.domain.rule.Predicate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an expression.
 *
 * @param predicate null if there are errors
 */
public record Compiled(@Nullable Predicate predicate, List<Issue> errors, List<Issue> warnings) {}
