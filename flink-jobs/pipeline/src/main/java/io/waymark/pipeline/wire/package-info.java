/**
 * The wire contract in both directions: Avro single-object messages to domain records and back, and
 * the reasons for which a message is refused.
 */
@NullMarked
package io.waymark.pipeline.wire;

import org.jspecify.annotations.NullMarked;
