/** What operators of all jobs publish in the same shape. */
@NullMarked
package io.waymark.pipeline.metrics;

import org.jspecify.annotations.NullMarked;
