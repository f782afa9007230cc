package io.waymark.domain.pulse;

import static io.waymark.domain.pulse.Tally.CES_ANSWERS;
import static io.waymark.domain.pulse.Tally.CONTACTS;
import static io.waymark.domain.pulse.Tally.CSAT_ANSWERS;
import static io.waymark.domain.pulse.Tally.CSAT_TOP;
import static io.waymark.domain.pulse.Tally.EASE;
import static io.waymark.domain.pulse.Tally.ERRORS;
import static io.waymark.domain.pulse.Tally.EVENTS;
import static io.waymark.domain.pulse.Tally.LOADED;
import static io.waymark.domain.pulse.Tally.LOADED_SATISFYING;
import static io.waymark.domain.pulse.Tally.LOADED_TOLERABLE;
import static io.waymark.domain.pulse.Tally.NEGATIVE_MENTIONS;
import static io.waymark.domain.pulse.Tally.REQUESTS;
import static io.waymark.domain.pulse.Tally.SERVER_ERRORS;
import static io.waymark.domain.pulse.Tally.VIEWS;

import io.waymark.domain.kpi.NetPromoter;
import io.waymark.domain.kpi.Scale;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event says by itself, whatever came before. What is told of queues, and of no customer,
 * is nobody's visit.
 */
public final class Sightings {
  private static final Scale CSAT_SCALE = new Scale(1, 5, true);
  private static final Scale CES_1 = new Scale(1, 5, false);
  private static final Scale CES_2 = new Scale(1, 7, true);
  private static final long LOADS_WELL_MILLIS = 2_000;
  private static final int TOLERATED_TIMES = 4;
  private static final int SERVER_ERROR = 500;
  private static final double BAD_RATING = 0.4;

  /** So many more waiting than there are to answer are too many; none can answer nobody. */
  private static final double MANY_FOR_ONE = 5;

  private final Touch touch;
  private final List<Measurement> found = new ArrayList<>();

  private Sightings(Touch touch) {
    this.touch = touch;
  }

  /**
   * The measurements.
   *
   * @param customer hash of who it is
   * @param session hash of the visit; null if it is part of none
   */
  public static List<Measurement> of(Touch touch, long customer, @Nullable Long session) {
    Sightings sightings = new Sightings(touch);
    if (touch.isOfOperations()) {
      sightings.operations();
      return sightings.found;
    }
    sightings.one(EVENTS);
    sightings.seen(Crowd.CUSTOMERS, customer);
    if (session != null) {
      sightings.seen(Crowd.SESSIONS, session);
    }
    sightings.particular();
    return sightings.found;
  }

  private void particular() {
    switch (touch.type()) {
      case "page_view" -> page();
      case "view_item", "view_item_list", "view_search_results" -> one(VIEWS);
      case "error" -> error();
      case "request" -> one(REQUESTS);
      case "web_vital" -> vital();
      case "contact_started" -> contact();
      case "contact_wrapup" -> wrapUp();
      case "survey_response" -> answer();
      case "review_posted" -> review();
      case "mention_posted", "feedback_given" -> mention();
      case "phrase_matched" -> phrase();
      default -> {}
    }
  }

  private void page() {
    one(VIEWS);
    Long took = touch.millis("load_ms");
    if (took != null) {
      one(LOADED);
      if (took <= LOADS_WELL_MILLIS) {
        one(LOADED_SATISFYING);
      } else if (took <= TOLERATED_TIMES * LOADS_WELL_MILLIS) {
        one(LOADED_TOLERABLE);
      }
    }
  }

  private void error() {
    if (touch.says("ignored")) {
      return;
    }
    one(ERRORS);
    if ("request".equals(touch.text("kind"))) {
      one(REQUESTS);
      Double status = touch.number("status");
      if (status != null && status >= SERVER_ERROR) {
        one(SERVER_ERRORS);
      }
    }
  }

  private void vital() {
    Double reading = touch.number("reading");
    String vital = touch.text("vital");
    if (reading == null || reading < 0 || vital == null || touch.says("hidden")) {
      return;
    }
    switch (vital) {
      case "LCP" -> sample(Quantity.LCP, reading);
      case "INP" -> sample(Quantity.INP, reading);
      case "CLS" -> sample(Quantity.CLS, reading);
      default -> {}
    }
  }

  private void operations() {
    Double waiting = touch.number("in_queue");
    Double available = touch.number("agents_available");
    if (touch.type().equals("queue_state") && waiting != null && available != null) {
      one(Tally.QUEUE_STATES);
      found.add(Measurement.of(touch.where(), touch.time(), Tally.AGENTS_AVAILABLE, available));
      if (waiting > MANY_FOR_ONE * available) {
        one(Tally.QUEUE_STATES_SHORT);
      }
    }
  }

  private void contact() {
    if (touch.isByCustomer()) {
      one(CONTACTS);
    }
  }

  private void wrapUp() {
    if (touch.says("resolved")) {
      one(Tally.RESOLVED);
      if (touch.event().customerId() != null) {
        one(Tally.RESOLVED_OF_KNOWN);
      }
    }
  }

  private void answer() {
    score();
    mention();
    boolean confirmed = touch.says("resolved");
    if ("fcr".equals(touch.text("metric")) && (confirmed || touch.denies("resolved"))) {
      one(Tally.RESOLUTION_ANSWERS);
      if (confirmed) {
        one(Tally.RESOLUTION_CONFIRMED);
      }
    }
  }

  private void score() {
    Double score = touch.number("score");
    String metric = touch.text("metric");
    if (score == null || metric == null) {
      return;
    }
    switch (metric) {
      case "nps" -> NetPromoter.Answer.of(score).ifPresent(answer -> one(tally(answer)));
      case "csat" -> scale(CSAT_SCALE).topTwoBox(score).ifPresent(this::satisfaction);
      case "ces" -> {
        Scale asked = scale("1.0".equals(touch.text("version")) ? CES_1 : CES_2);
        asked.ease(score).ifPresent(this::ease);
        asked.agreesThatItWasEasy(score).ifPresent(this::easy);
      }
      default -> {}
    }
  }

  private static Tally tally(NetPromoter.Answer answer) {
    return switch (answer) {
      case PROMOTER -> Tally.PROMOTERS;
      case PASSIVE -> Tally.PASSIVES;
      case DETRACTOR -> Tally.DETRACTORS;
    };
  }

  private void satisfaction(boolean top) {
    one(CSAT_ANSWERS);
    if (top) {
      one(CSAT_TOP);
    }
  }

  private void easy(boolean agrees) {
    one(Tally.EASY_ANSWERS);
    if (agrees) {
      one(Tally.EASY);
    }
  }

  private void ease(double ease) {
    one(CES_ANSWERS);
    found.add(Measurement.of(touch.where(), touch.time(), EASE, ease));
  }

  /** As the answer says; what it does not say is as usual. */
  private Scale scale(Scale usual) {
    Double min = touch.number("scale_min");
    Double max = touch.number("scale_max");
    String direction = touch.text("direction");
    double from = min == null ? usual.min() : min;
    double to = max == null ? usual.max() : max;
    if (!(from < to)) {
      return usual;
    }
    return new Scale(
        from,
        to,
        direction == null ? usual.higherIsBetter() : direction.equals("higher_is_better"));
  }

  private void review() {
    Double rating = touch.number("rating");
    Double max = touch.number("scale_max");
    if (rating != null && max != null && max > 0 && rating / max <= BAD_RATING) {
      negative();
    }
  }

  private void phrase() {
    String category = touch.text("category");
    boolean bad = category != null && !category.equals("praise");
    if (bad && "customer".equals(touch.text("role")) && !touch.says("negated")) {
      negative();
    }
  }

  private void negative() {
    for (Where where : touch.hereAndAbout(Subject.TOPIC)) {
      found.add(Measurement.one(where, touch.time(), NEGATIVE_MENTIONS));
    }
  }

  private void mention() {
    Double sentiment = touch.number("sentiment");
    if (sentiment != null && sentiment < 0) {
      negative();
    }
  }

  private void one(Tally tally) {
    found.add(Measurement.one(touch.where(), touch.time(), tally));
  }

  private void sample(Quantity quantity, double value) {
    found.add(Measurement.sample(touch.where(), touch.time(), quantity, value));
  }

  private void seen(Crowd crowd, long hash) {
    found.add(Measurement.seen(touch.where(), touch.time(), crowd, hash));
  }
}
