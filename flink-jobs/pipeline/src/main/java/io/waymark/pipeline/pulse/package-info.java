/** From what happens at touchpoints to their figures. */
@NullMarked
package io.waymark.pipeline.pulse;

import org.jspecify.annotations.NullMarked;
