/** From figures of touchpoints to what is normal there, and to anomalies. */
@NullMarked
package io.waymark.pipeline.anomaly;

import org.jspecify.annotations.NullMarked;
