/** From an event's append to its signal: JourneyJob as shipped, at a steady pace. */
@NullMarked
package io.waymark.bench.latency;

import org.jspecify.annotations.NullMarked;
