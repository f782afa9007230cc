/** How long the console's pages take with a full store. */
@NullMarked
package io.waymark.bench.console;

import org.jspecify.annotations.NullMarked;
