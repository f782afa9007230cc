package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Alert;
import org.jspecify.annotations.Nullable;

/**
 * An alert is another one now.
 *
 * @param alert as it is; null if it is to be forgotten, because its customer is
 */
public record AlertChange(String alertId, @Nullable Alert alert) {}
