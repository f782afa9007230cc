package io.waymark.domain.kpi;

/**
 * What counts as offered in Genesys Cloud's service level, besides what was answered. See its
 * "Configure the service level calculation".
 */
public enum GenesysSwitch {
  /** Who left the queue otherwise: for a callback, or handed on unanswered. */
  FLOW_OUTS,
  /** Who left shortly; of no effect without {@link #ABANDONS}. */
  SHORT_ABANDONS,
  /** Who left. */
  ABANDONS
}
