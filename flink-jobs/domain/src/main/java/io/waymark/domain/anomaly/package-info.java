/** What touchpoints do that is out of line with what is normal there. */
@NullMarked
package io.waymark.domain.anomaly;

import org.jspecify.annotations.NullMarked;
