/** Interactions from JSON of any shape, by a mapping that is written in YAML. */
@NullMarked
package io.waymark.app.format.mapping;

import org.jspecify.annotations.NullMarked;
