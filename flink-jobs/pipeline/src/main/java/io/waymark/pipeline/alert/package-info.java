/** From signals to alerts. */
@NullMarked
package io.waymark.pipeline.alert;

import org.jspecify.annotations.NullMarked;
