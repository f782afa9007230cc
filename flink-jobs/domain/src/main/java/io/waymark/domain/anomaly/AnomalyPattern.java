package io.waymark.domain.anomaly;

import io.waymark.domain.rule.Severity;
import java.util.Locale;

/** The ways in which a touchpoint can be out of line. */
public enum AnomalyPattern {
  /** Abandonment is up. */
  ABANDONMENT_SPIKE("T01", Severity.HIGH, "Abandonment is up"),
  /** Waits are long. */
  WAIT_SPIKE("T02", Severity.HIGH, "Waits are long"),
  /** Errors are up. */
  ERROR_SPIKE("T03", Severity.HIGH, "Errors are up"),
  /** The service level is missed. */
  SERVICE_LEVEL_BREACH("T04", Severity.HIGH, "The service level is missed"),
  /** Conversion is down. */
  CONVERSION_DROP("T05", Severity.HIGH, "Conversion is down"),
  /** Frustration is up. */
  FRUSTRATION_SPIKE("T06", Severity.MEDIUM, "Frustration is up"),
  /** Pages are slow. */
  VITALS_DEGRADED("T07", Severity.MEDIUM, "Pages are slow"),
  /** Payments fail. */
  PAYMENT_FAILURE_SPIKE("T08", Severity.CRITICAL, "Payments fail"),
  /** Nothing comes in. */
  SILENCE("T09", Severity.HIGH, "Nothing comes in"),
  /** A topic is complained of. */
  VOC_TOPIC_SURGE("T10", Severity.MEDIUM, "A topic is complained of"),
  /** Contacts are up. */
  CONTACT_REASON_SURGE("T11", Severity.MEDIUM, "Contacts are up"),
  /** Deliveries are late. */
  DELIVERY_CLUSTER("T12", Severity.MEDIUM, "Deliveries are late"),
  /** Survey scores are down. */
  SURVEY_DROP("T13", Severity.LOW, "Survey scores are down"),
  /** Transfers are up. */
  TRANSFER_SURGE("T14", Severity.LOW, "Transfers are up"),
  /** Nobody is there to answer. */
  CAPACITY_GAP("T15", Severity.HIGH, "Nobody is there to answer"),
  /** The error budget burns. */
  SLO_BURN("T16", Severity.HIGH, "The error budget burns"),
  /** Interventions are in trouble. */
  INTERVENTION_HEALTH("T17", Severity.HIGH, "Interventions are in trouble"),
  /** Many customers meet the same. */
  COHORT_HIT("T18", Severity.HIGH, "Many customers meet the same");

  private final String code;
  private final Severity severity;
  private final String title;

  AnomalyPattern(String code, Severity severity, String title) {
    this.code = code;
    this.severity = severity;
    this.title = title;
  }

  /** As the catalogue of patterns numbers it. */
  public String code() {
    return code;
  }

  /** Its name in alerts: kebab-case, like the id of a rule. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }

  /** What it says to people. */
  public String title() {
    return title;
  }
}
