/** HTTP to addresses that have been looked at, each attempt within a bounded time. */
@NullMarked
package io.waymark.app.delivery.net;

import org.jspecify.annotations.NullMarked;
