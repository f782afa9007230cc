/** Topics into the store. */
@NullMarked
package io.waymark.console.feed;

import org.jspecify.annotations.NullMarked;
