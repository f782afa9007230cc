package io.waymark.app.simulate;

import io.waymark.domain.event.Event;
import java.util.List;

/**
 * What one visitor does in one go, with what follows from it days later.
 *
 * @param events in the order of {@link Event#ORDER}, at least one
 * @param labels every friction in it
 * @param busyUntil until when the visitor starts nothing else
 */
record Story(List<Event> events, List<Label> labels, long busyUntil) {}
