/** Destinations as people write them in YAML. */
@NullMarked
package io.waymark.app.delivery.config;

import org.jspecify.annotations.NullMarked;
