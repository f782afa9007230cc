package io.waymark.console.access;

/**
 * Somebody.
 *
 * @param name as the audit has it
 */
public record User(String name, Role role) {}
