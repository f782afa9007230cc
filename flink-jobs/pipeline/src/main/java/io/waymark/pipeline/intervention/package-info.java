/** From signals and facts to triggers. */
@NullMarked
package io.waymark.pipeline.intervention;

import org.jspecify.annotations.NullMarked;
