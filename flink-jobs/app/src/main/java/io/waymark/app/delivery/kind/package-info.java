/** What each kind of destination wants to be asked: bodies, headers, signatures. */
@NullMarked
package io.waymark.app.delivery.kind;

import org.jspecify.annotations.NullMarked;
