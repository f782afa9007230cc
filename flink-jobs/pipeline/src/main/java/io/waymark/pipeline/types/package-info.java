@NullMarked
package io.waymark.pipeline.types;

import org.jspecify.annotations.NullMarked;
