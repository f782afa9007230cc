/** What touchpoints do: figures of places in windows of event time. */
@NullMarked
package io.waymark.domain.pulse;

import org.jspecify.annotations.NullMarked;
