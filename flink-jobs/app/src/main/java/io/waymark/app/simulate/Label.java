package io.waymark.app.simulate;

import java.util.List;
import java.util.Map;

/**
 * One friction that really is in the simulated events.
 *
 * @param id unique within a simulation
 * @param ruleId the rule of the shipped catalogue that describes it
 * @param customer as {@link io.waymark.domain.event.Event#customer()}
 * @param occurredAt when it becomes true, in milliseconds since the epoch: the time of an event, or
 *     a deadline that passes
 * @param instance what tells it apart from others of the same customer, such as the cart
 * @param eventIds the events that make it true, in order
 */
public record Label(
    String id,
    String ruleId,
    String customer,
    long occurredAt,
    Map<String, String> instance,
    List<String> eventIds) {}
