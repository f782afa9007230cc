/** What the console keeps, and how it is asked. */
@NullMarked
package io.waymark.console.store;

import org.jspecify.annotations.NullMarked;
