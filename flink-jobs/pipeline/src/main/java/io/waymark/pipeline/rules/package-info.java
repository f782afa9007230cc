/** The published rules, as the operators after the journeys see them. */
@NullMarked
package io.waymark.pipeline.rules;

import org.jspecify.annotations.NullMarked;
