/** Those who look for the patterns. */
@NullMarked
package io.waymark.bench.contender;

import org.jspecify.annotations.NullMarked;
