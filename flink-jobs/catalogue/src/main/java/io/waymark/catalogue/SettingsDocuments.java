package io.waymark.catalogue;

import io.waymark.domain.anomaly.AnomalySettings;
import io.waymark.domain.intervention.ContactPolicy;

/** The settings that are YAML documents beside the rules. */
public final class SettingsDocuments {
  /** Whom an intervention may reach, when and how often. */
  public static final SettingsDocument<ContactPolicy> CONTACT =
      new SettingsDocument<>(
          "policy/contact.yaml", (problems, root) -> new ContactPolicyReader(problems).read(root));

  /** What is an anomaly of a place. */
  public static final SettingsDocument<AnomalySettings> ANOMALIES =
      new SettingsDocument<>(
          "policy/anomalies.yaml",
          (problems, root) -> new AnomalySettingsReader(problems).read(root));

  private SettingsDocuments() {}
}
