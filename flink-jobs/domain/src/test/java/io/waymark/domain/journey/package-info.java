/** Tests of the parts of a journey. */
@NullMarked
package io.waymark.domain.journey;

import org.jspecify.annotations.NullMarked;
