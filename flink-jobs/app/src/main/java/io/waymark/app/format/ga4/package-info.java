/** Reads what Google Analytics 4 gives out and takes in: export rows and Measurement Protocol. */
@NullMarked
package io.waymark.app.format.ga4;

import org.jspecify.annotations.NullMarked;
