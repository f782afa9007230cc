/** Watches the outcomes of assignments and sums them up by experiment. */
@NullMarked
package io.waymark.pipeline.experiment;

import org.jspecify.annotations.NullMarked;
