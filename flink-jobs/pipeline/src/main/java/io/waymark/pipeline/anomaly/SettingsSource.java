package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.AnomalySettings;
import java.io.Serializable;

/** Where each subtask has its settings from, when it starts. */
@FunctionalInterface
public interface SettingsSource extends Serializable {
  AnomalySettings load();
}
