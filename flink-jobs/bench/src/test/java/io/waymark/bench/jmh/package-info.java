/** The hot parts, each alone. */
@NullMarked
package io.waymark.bench.jmh;

import org.jspecify.annotations.NullMarked;
