/**
 * Interactions from the formats they come in, JSON for everything that goes out, and tables of
 * counts.
 */
@NullMarked
package io.waymark.app.format;

import org.jspecify.annotations.NullMarked;
