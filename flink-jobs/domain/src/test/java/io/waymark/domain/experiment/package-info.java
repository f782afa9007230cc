/** Tests of what may be concluded from outcomes. */
@NullMarked
package io.waymark.domain.experiment;

import org.jspecify.annotations.NullMarked;
