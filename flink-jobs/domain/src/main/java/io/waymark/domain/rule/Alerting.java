package io.waymark.domain.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rule's signals become alerts: grouped by these fields, for this team, with this runbook.
 */
public record Alerting(List<String> groupBy, @Nullable String team, @Nullable String runbook) {}
