/** What became of messages, as people look at it, and what they have sent once more. */
@NullMarked
package io.waymark.app.redelivery;

import org.jspecify.annotations.NullMarked;
