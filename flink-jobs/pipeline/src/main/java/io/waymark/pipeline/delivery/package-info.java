/** From triggers and alerts to the systems that act on them. */
@NullMarked
package io.waymark.pipeline.delivery;

import org.jspecify.annotations.NullMarked;
