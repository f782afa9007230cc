/** Elements and deadlines of a key that wait for event time. */
@NullMarked
package io.waymark.pipeline.time;

import org.jspecify.annotations.NullMarked;
