/** Messages of Segment's spec, which RudderStack's follow. */
@NullMarked
package io.waymark.app.format.segment;

import org.jspecify.annotations.NullMarked;
