/** The Kafka ends: topics, sources with their time, sinks, the rules topic. */
@org.jspecify.annotations.NullMarked
package io.waymark.app.kafka;
