/** Expressions of the rule language: CEL, compiled for use at every event. */
@NullMarked
package io.waymark.catalogue.expression;

import org.jspecify.annotations.NullMarked;
