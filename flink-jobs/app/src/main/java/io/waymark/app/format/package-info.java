/** Interactions from the formats they come in, and JSON for everything that goes out. */
@NullMarked
package io.waymark.app.format;

import org.jspecify.annotations.NullMarked;
