/** A real Kafka broker as a child process: for the demo and for tests. */
@org.jspecify.annotations.NullMarked
package io.waymark.app.broker;
