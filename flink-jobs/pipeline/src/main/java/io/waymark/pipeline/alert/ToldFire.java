package io.waymark.pipeline.alert;

/**
 * A fire that an alert has been told of.
 *
 * @param key of the alert's group
 * @param firedAt event time in milliseconds
 * @param toldAt event time of what was told of it last
 * @param over whether it is resolved or retracted
 */
record ToldFire(String key, long firedAt, long toldAt, boolean over) {}
