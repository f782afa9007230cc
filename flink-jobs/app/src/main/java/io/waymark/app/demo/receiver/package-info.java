/**
 * A marketing system for the demo: receives triggers as signed webhooks and shows them on a page.
 */
@NullMarked
package io.waymark.app.demo.receiver;

import org.jspecify.annotations.NullMarked;
