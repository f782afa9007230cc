/** Interactions that come as CloudEvents 1.0 (github.com/cloudevents/spec). */
@NullMarked
package io.waymark.app.format.cloudevents;

import org.jspecify.annotations.NullMarked;
