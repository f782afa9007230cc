/** Interactions in the wire format of Confluent, whose schemas a registry has. */
@NullMarked
package io.waymark.app.format.registry;

import org.jspecify.annotations.NullMarked;
