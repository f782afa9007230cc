package io.waymark.app.explain;

import io.waymark.domain.event.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of an evaluation.
 *
 * @param at event time in milliseconds since the epoch
 * @param event the event at hand; null at a deadline
 * @param instance values of {@code per}; empty if the rule has one instance only
 * @param text what happened, in words
 */
public record Step(long at, @Nullable Event event, Map<String, Object> instance, String text) {}
