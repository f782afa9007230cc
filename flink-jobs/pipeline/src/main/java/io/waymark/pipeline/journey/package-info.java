@NullMarked
package io.waymark.pipeline.journey;

import org.jspecify.annotations.NullMarked;
