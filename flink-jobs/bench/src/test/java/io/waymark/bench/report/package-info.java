/** Tables, JSON and charts of what was measured. */
@NullMarked
package io.waymark.bench.report;

import org.jspecify.annotations.NullMarked;
