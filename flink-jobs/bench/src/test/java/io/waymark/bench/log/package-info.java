/** The seeded log that all contenders read. */
@NullMarked
package io.waymark.bench.log;

import org.jspecify.annotations.NullMarked;
