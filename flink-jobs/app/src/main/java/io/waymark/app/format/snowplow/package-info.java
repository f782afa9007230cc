/** Reads the enriched events that a Snowplow pipeline puts on its stream. */
@NullMarked
package io.waymark.app.format.snowplow;

import org.jspecify.annotations.NullMarked;
