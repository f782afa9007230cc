package io.waymark.domain.pulse;

/** What is added up in a place and window; {@link Figures} makes measures of it. */
public enum Tally {
  EVENTS,
  VIEWS,
  /** Steps that were decided on: left for a later one, or not in time. */
  STEPS,
  STEPS_GONE_ON,
  CARTS_BOUGHT,
  CARTS_ABANDONED,
  CHECKOUTS_BOUGHT,
  CHECKOUTS_ABANDONED,
  FORMS_SENT,
  FORMS_ABANDONED,
  /** At the time of the answer, as all that waits are worked out from. */
  ANSWERED,
  WAITED_ANSWERED_MILLIS,
  /** Answered whose wait is known. */
  WAITED_ANSWERED,
  LEFT,
  LEFT_SHORTLY,
  WAITED_LEFT_MILLIS,
  /** Left whose wait is known. */
  WAITED_LEFT,
  /**
   * At the time when they queued up, as all that service levels are worked out from. Whose wait is
   * not known is in none of them.
   */
  OFFERED_ANSWERED,
  OFFERED_ANSWERED_IN_TIME,
  OFFERED_LEFT,
  OFFERED_LEFT_IN_TIME,
  OFFERED_LEFT_SHORTLY,
  OFFERED_CALLBACK,
  OFFERED_CALLBACK_IN_TIME,
  /** Handed on before anybody answered. */
  OFFERED_FLOWN_OUT,
  HANDLED,
  HANDLING_MILLIS,
  TRANSFERRED,
  /** Contacts that were called resolved, and those of them whose customer is known. */
  RESOLVED,
  RESOLVED_OF_KNOWN,
  /** Customers asked whether it was resolved. */
  RESOLUTION_ANSWERS,
  RESOLUTION_CONFIRMED,
  EPISODES,
  EPISODES_REPEATED,
  CONTACTS,
  /** Snapshots of a queue that say how many wait and how many could answer. */
  QUEUE_STATES,
  /** Of these, with more than five waiting for each who could answer, or any for none. */
  QUEUE_STATES_SHORT,
  AGENTS_AVAILABLE,
  PROMOTERS,
  PASSIVES,
  DETRACTORS,
  CSAT_ANSWERS,
  CSAT_TOP,
  CES_ANSWERS,
  EASE,
  EFFORT,
  EFFORT_KNOWN,
  EMOTION,
  EMOTION_KNOWN,
  ERRORS,
  REQUESTS,
  SERVER_ERRORS,
  PAYMENTS_ATTEMPTED,
  PAYMENTS_FAILED,
  NEGATIVE_MENTIONS,
  LATE_DELIVERIES,
  LOADED,
  LOADED_SATISFYING,
  LOADED_TOLERABLE,
  /** Of those whose emotion is known, with one from 0.3 on, and down to -0.3. */
  FELT_WELL,
  FELT_BADLY,
  /** Asked whether it was easy, as CES 2.0 does, and those of them who agree. */
  EASY_ANSWERS,
  EASY
}
