/** Benchmarks: one log, one runner, many contenders. */
@NullMarked
package io.waymark.bench;

import org.jspecify.annotations.NullMarked;
