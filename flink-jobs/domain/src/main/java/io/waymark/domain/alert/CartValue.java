package io.waymark.domain.alert;

import org.jspecify.annotations.Nullable;

/** What somebody's open cart is worth. */
public record CartValue(double amount, @Nullable String currency) {}
