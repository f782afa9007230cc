package io.waymark.pipeline.alert;

/**
 * An alert of somebody who was erased.
 *
 * @param at the event time of the request, in epoch milliseconds
 */
record ErasedAlert(String alertId, long at) {}
