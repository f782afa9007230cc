/** The page in a browser. */
@NullMarked
package io.waymark.console.page;

import org.jspecify.annotations.NullMarked;
