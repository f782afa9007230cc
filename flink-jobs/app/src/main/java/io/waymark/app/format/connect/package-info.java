/**
 * Interactions that come as contact events of Amazon Connect
 * (docs.aws.amazon.com/connect/latest/adminguide/contact-events.html).
 */
@NullMarked
package io.waymark.app.format.connect;

import org.jspecify.annotations.NullMarked;
