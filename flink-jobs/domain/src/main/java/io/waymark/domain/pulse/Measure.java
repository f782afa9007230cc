package io.waymark.domain.pulse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is measured of a place; formulas as in contact centres and web analytics. */
public enum Measure {
  /** Events. */
  EVENTS(Unit.COUNT, Direction.NEITHER, "events"),
  /** Pages and screens shown. */
  VIEWS(Unit.COUNT, Direction.NEITHER, "pages and screens shown"),
  /** Sessions that were here. */
  VISITS(Unit.COUNT, Direction.NEITHER, "sessions that were here"),
  /** Distinct customers or devices. */
  CUSTOMERS(Unit.COUNT, Direction.NEITHER, "distinct customers or devices"),
  /** Went on to a later step in time / took this one; matured: of steps whose time is over. */
  STEP_CONVERSION(
      Unit.SHARE,
      Direction.LOWER_IS_WORSE,
      "went on to a later step in time / took this one; matured only"),
  /** 1 - carts bought / carts decided; matured: half an hour after the last that was done. */
  CART_ABANDONMENT(
      Unit.SHARE, Direction.HIGHER_IS_WORSE, "1 - carts bought / carts decided; matured only"),
  /** Checkouts abandoned / (abandoned + bought); matured as carts. */
  CHECKOUT_ABANDONMENT(
      Unit.SHARE,
      Direction.HIGHER_IS_WORSE,
      "checkouts abandoned / (abandoned + bought); matured only"),
  /** Forms abandoned / (abandoned + sent); matured as carts. */
  FORM_ABANDONMENT(
      Unit.SHARE, Direction.HIGHER_IS_WORSE, "forms abandoned / (abandoned + sent); matured only"),
  /** Left / (answered + left). */
  QUEUE_ABANDONMENT(Unit.SHARE, Direction.HIGHER_IS_WORSE, "left / (answered + left)"),
  /** (left - short) / (answered + left - short). */
  QUEUE_ABANDONMENT_NET(
      Unit.SHARE, Direction.HIGHER_IS_WORSE, "(left - short) / (answered + left - short)"),
  /** Answered + left. */
  OFFERED(Unit.COUNT, Direction.NEITHER, "answered + left"),
  /** Answered. */
  ANSWERED(Unit.COUNT, Direction.NEITHER, "answered"),
  /** Median wait of answered and left. */
  WAIT_P50(Unit.MILLISECONDS, Direction.HIGHER_IS_WORSE, "median wait of answered and left"),
  /** 90th percentile of waits. */
  WAIT_P90(Unit.MILLISECONDS, Direction.HIGHER_IS_WORSE, "90th percentile of waits"),
  /** 99th percentile of waits. */
  WAIT_P99(Unit.MILLISECONDS, Direction.HIGHER_IS_WORSE, "99th percentile of waits"),
  /** Longest that somebody is waiting now. */
  WAIT_OLDEST(Unit.MILLISECONDS, Direction.HIGHER_IS_WORSE, "longest that somebody is waiting now"),
  /** Waiting now. */
  IN_QUEUE(Unit.COUNT, Direction.HIGHER_IS_WORSE, "waiting now"),
  /** Sum of waits of answered / answered whose wait is known (ASA). */
  SPEED_OF_ANSWER(
      Unit.MILLISECONDS, Direction.HIGHER_IS_WORSE, "sum of waits of answered / answered (ASA)"),
  /** Sum of waits of left / left whose wait is known. */
  TIME_TO_ABANDON(Unit.MILLISECONDS, Direction.NEITHER, "sum of waits of left / left"),
  /** (answered in T + left in T) / offered. */
  SERVICE_LEVEL_F1(Unit.SHARE, Direction.LOWER_IS_WORSE, "(answered in T + left in T) / offered"),
  /** Answered in T / answered. */
  SERVICE_LEVEL_F2(Unit.SHARE, Direction.LOWER_IS_WORSE, "answered in T / answered"),
  /** Answered in T / offered. */
  SERVICE_LEVEL_F3(Unit.SHARE, Direction.LOWER_IS_WORSE, "answered in T / offered"),
  /** Answered in T / (answered + left after T). */
  SERVICE_LEVEL_F4(
      Unit.SHARE, Direction.LOWER_IS_WORSE, "answered in T / (answered + left after T)"),
  /** (answered in T + left shortly) / offered. */
  SERVICE_LEVEL_F5(
      Unit.SHARE, Direction.LOWER_IS_WORSE, "(answered in T + left shortly) / offered"),
  /** Answered in T / (offered - left shortly). */
  SERVICE_LEVEL_F6(
      Unit.SHARE, Direction.LOWER_IS_WORSE, "answered in T / (offered - left shortly)"),
  /** (answered in T + left in T + callback in T) / queued. */
  SERVICE_LEVEL_CONNECT(
      Unit.SHARE, Direction.LOWER_IS_WORSE, "(answered in T + left in T + callback in T) / queued"),
  /** Answered in T / (answered + what is switched on: left, left shortly, flown out). */
  SERVICE_LEVEL_GENESYS(
      Unit.SHARE,
      Direction.LOWER_IS_WORSE,
      "answered in T / (answered + what is switched on: left, left shortly, flown out)"),
  /** Sum of talk, hold and after-call work / handled (AHT). */
  HANDLE_TIME(
      Unit.MILLISECONDS,
      Direction.HIGHER_IS_WORSE,
      "sum of talk, hold and after-call work / handled (AHT)"),
  /** Transferred / handled. */
  TRANSFERS(Unit.SHARE, Direction.HIGHER_IS_WORSE, "transferred / handled"),
  /** 1 - episodes contacted about again within 7 days / resolved episodes; matured only (FCR). */
  FIRST_CONTACT_RESOLUTION(
      Unit.SHARE,
      Direction.LOWER_IS_WORSE,
      "1 - episodes contacted about again within 7 days / resolved episodes; matured only (FCR)"),
  /** Contacts resolved of known customers / contacts resolved: what the one above is made from. */
  RESOLUTION_COVERAGE(
      Unit.SHARE,
      Direction.NEITHER,
      "contacts resolved of known customers / contacts resolved: what FCR can know of"),
  /** Customers who say that it was resolved / answers. */
  RESOLUTION_CONFIRMED(
      Unit.SHARE, Direction.LOWER_IS_WORSE, "customers who say it was resolved / answers"),
  /** Contacts begun. */
  CONTACTS(Unit.COUNT, Direction.HIGHER_IS_WORSE, "contacts begun"),
  /** Mean of those who could answer, over snapshots of the queue. */
  AGENTS_AVAILABLE(
      Unit.SCORE, Direction.LOWER_IS_WORSE, "mean of those who could answer, over snapshots"),
  /** Snapshots with more than 5 waiting for each who could answer, or any for none / snapshots. */
  CAPACITY_SHORT(
      Unit.SHARE,
      Direction.HIGHER_IS_WORSE,
      "snapshots with over 5 waiting for each who could answer, or any for none / snapshots"),
  /** 100 * (promoters - detractors) / answers. */
  NPS(Unit.SCORE, Direction.LOWER_IS_WORSE, "100 * (promoters - detractors) / answers"),
  /** Promoters / answers. */
  PROMOTERS(Unit.SHARE, Direction.LOWER_IS_WORSE, "promoters / answers"),
  /** Detractors / answers; a 0 is one. */
  DETRACTORS(Unit.SHARE, Direction.HIGHER_IS_WORSE, "detractors / answers; a 0 is one"),
  /** Top two boxes / answers. */
  CSAT(Unit.SHARE, Direction.LOWER_IS_WORSE, "top two boxes / answers"),
  /** Mean customer effort score, as ease 0 to 1: whatever its scale and direction (CES). */
  EASE(
      Unit.SCORE,
      Direction.LOWER_IS_WORSE,
      "mean customer effort score, as ease 0 to 1: whatever its scale and direction (CES)"),
  /** Mean effort of the customers who were here, 0 to 100. */
  EFFORT(
      Unit.SCORE,
      Direction.HIGHER_IS_WORSE,
      "mean effort of the customers who were here, 0 to 100"),
  /** Mean emotion of the customers who were here, -1 to 1. */
  EMOTION(
      Unit.SCORE, Direction.LOWER_IS_WORSE, "mean emotion of the customers who were here, -1 to 1"),
  /** Sessions with frustration / sessions. */
  FRUSTRATION(Unit.SHARE, Direction.HIGHER_IS_WORSE, "sessions with frustration / sessions"),
  /** Errors / views. */
  ERRORS(Unit.SHARE, Direction.HIGHER_IS_WORSE, "errors / views"),
  /** Requests that failed with 5xx / requests. */
  SERVER_ERRORS(Unit.SHARE, Direction.HIGHER_IS_WORSE, "requests that failed with 5xx / requests"),
  /** (loaded in 2 s + loaded in 8 s / 2) / loaded (Apdex). */
  APDEX(
      Unit.SHARE, Direction.LOWER_IS_WORSE, "(loaded in 2 s + loaded in 8 s / 2) / loaded (Apdex)"),
  /** 75th percentile of the largest contentful paint. */
  LCP_P75(
      Unit.MILLISECONDS,
      Direction.HIGHER_IS_WORSE,
      "75th percentile of the largest contentful paint"),
  /** 75th percentile of the interaction to next paint. */
  INP_P75(
      Unit.MILLISECONDS,
      Direction.HIGHER_IS_WORSE,
      "75th percentile of the interaction to next paint"),
  /** 75th percentile of the cumulative layout shift. */
  CLS_P75(Unit.SCORE, Direction.HIGHER_IS_WORSE, "75th percentile of the cumulative layout shift"),
  /** Payments failed / attempted. */
  PAYMENT_FAILURES(Unit.SHARE, Direction.HIGHER_IS_WORSE, "payments failed / attempted"),
  /** Negative mentions. */
  NEGATIVE_MENTIONS(Unit.COUNT, Direction.HIGHER_IS_WORSE, "negative mentions"),
  /** Deliveries that are late. */
  LATE_DELIVERIES(Unit.COUNT, Direction.HIGHER_IS_WORSE, "deliveries that are late"),
  /** Triggers that could not be delivered / triggers. */
  DELIVERY_FAILURES(
      Unit.SHARE, Direction.HIGHER_IS_WORSE, "triggers that could not be delivered / triggers"),
  /** Interventions held back / decided on. */
  SUPPRESSED(Unit.SHARE, Direction.HIGHER_IS_WORSE, "interventions held back / decided on"),
  /** Opt-outs and complaints of the treated / treated. */
  TREATED_HARM(
      Unit.SHARE, Direction.HIGHER_IS_WORSE, "opt-outs and complaints of the treated / treated"),
  /** Opt-outs and complaints of those held out / held out. */
  HELD_OUT_HARM(
      Unit.SHARE, Direction.NEITHER, "opt-outs and complaints of those held out / held out"),
  /** (Emotion from 0.3 on - emotion down to -0.3) / customers who were here, -1 to 1. */
  NET_EMOTION(
      Unit.SCORE,
      Direction.LOWER_IS_WORSE,
      "(emotion from 0.3 on - emotion down to -0.3) / customers who were here, -1 to 1"),
  /** Answers above the middle, 5 to 7 of 7 / answers of who was asked if it was easy (CES 2.0). */
  EASY(
      Unit.SHARE,
      Direction.LOWER_IS_WORSE,
      "answers above the middle, 5 to 7 of 7 / answers of who was asked if it was easy (CES 2.0)");

  /** What a value counts in. */
  public enum Unit {
    COUNT,
    /** 0 to 1. */
    SHARE,
    MILLISECONDS,
    SCORE
  }

  /** Which way is worse. */
  public enum Direction {
    HIGHER_IS_WORSE,
    LOWER_IS_WORSE,
    NEITHER
  }

  private static final Map<String, Measure> BY_ID =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Measure::id, m -> m));

  private final Unit unit;
  private final Direction direction;
  private final String formula;

  Measure(Unit unit, Direction direction, String formula) {
    this.unit = unit;
    this.direction = direction;
    this.formula = formula;
  }

  /** The measure with that {@link #id}, if there is one. */
  public static Optional<Measure> named(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** Its name on the wire and on pages. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Unit unit() {
    return unit;
  }

  public Direction direction() {
    return direction;
  }

  /** How it is worked out, in words. */
  public String formula() {
    return formula;
  }
}
