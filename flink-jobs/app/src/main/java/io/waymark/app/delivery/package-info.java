/** Tells other systems what to do, over HTTP. */
@NullMarked
package io.waymark.app.delivery;

import org.jspecify.annotations.NullMarked;
