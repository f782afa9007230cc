package io.waymark.domain.friction;

/**
 * All that is kept of one customer between events. Owned by one thread; changed only by {@link
 * FrictionEngine}.
 */
public final class CustomerState {}
