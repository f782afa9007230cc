package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Masking;
import io.waymark.console.access.Role;
import io.waymark.console.store.AlertQuery;
import io.waymark.console.store.AlertWork;
import io.waymark.console.store.Alerts;
import io.waymark.console.store.Json;
import io.waymark.console.store.Moments;
import io.waymark.console.store.Silence;
import io.waymark.console.store.Silences;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The inbox, and what people do there. */
final class AlertPages {
  private static final Duration LONGEST_SNOOZE = Duration.ofDays(7);
  private static final Duration LONGEST_SILENCE = Duration.ofDays(30);
  private static final int SIGNALS = 50;
  private static final int SAMPLES = 5;

  private final Alerts alerts;
  private final AlertList list;
  private final AlertWork work;
  private final Silences silences;
  private final Moments moments;
  private final Masking masking;
  private final Streams streams;
  private final InstantSource wall;

  AlertPages(
      Alerts alerts,
      AlertWork work,
      Silences silences,
      Moments moments,
      Masking masking,
      Streams streams,
      InstantSource wall) {
    this.alerts = alerts;
    this.list = new AlertList(alerts, masking);
    this.work = work;
    this.silences = silences;
    this.moments = moments;
    this.masking = masking;
    this.streams = streams;
    this.wall = wall;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/alerts", Role.VIEWER, this::list),
        Route.get("/api/alerts/{id}", Role.VIEWER, this::show),
        Route.post("/api/alerts/{id}/acknowledge", Role.OPERATOR, this::acknowledge),
        Route.post("/api/alerts/{id}/assign", Role.OPERATOR, this::assign),
        Route.post("/api/alerts/{id}/snooze", Role.OPERATOR, this::snooze),
        Route.post("/api/alerts/{id}/resolve", Role.OPERATOR, this::resolve),
        Route.get("/api/silences", Role.VIEWER, this::silences),
        Route.post("/api/silences", Role.OPERATOR, this::silence),
        Route.delete("/api/silences/{id}", Role.OPERATOR, this::unsilence));
  }

  /** An alert as a role sees it. */
  static ObjectNode view(Alerts.Alert alert, Role role, Masking masking) {
    ObjectNode view = alert.view().deepCopy();
    masking.group(view, role);
    if (view.path("muted").path("alert") instanceof ObjectNode muting) {
      masking.group(muting, role);
    }
    ArrayNode samples = view.putArray("samples");
    alert.samples().forEach(id -> samples.add(masking.customer(id, role)));
    return view;
  }

  private ObjectNode list(Request request) {
    AlertList.Page page = list.page(asked(request), request.role());
    ObjectNode answer = Json.object();
    answer.putArray("items").addAll(page.views());
    ObjectNode open = answer.putObject("open");
    alerts.open().forEach(open::put);
    return answer.put("next", page.next() == null ? null : page.next().text());
  }

  private static AlertQuery asked(Request request) {
    String view = request.query("view");
    String sort = request.query("sort");
    String after = request.query("after");
    try {
      return new AlertQuery(
          view == null
              ? AlertQuery.View.OPEN
              : AlertQuery.View.valueOf(view.toUpperCase(Locale.ROOT)),
          sort == null
              ? AlertQuery.Sort.SEVERITY
              : AlertQuery.Sort.valueOf(sort.toUpperCase(Locale.ROOT)),
          request.queries("severity"),
          request.query("touchpoint"),
          request.query("q"),
          request.number("limit", 1, 500, 50),
          after == null ? null : AlertQuery.Cursor.parse(after));
    } catch (IllegalArgumentException e) {
      throw Refused.badRequest(
          "view is open, muted, resolved or all; sort is age, severity, customers or value; after is"
              + " what next was");
    }
  }

  private ObjectNode show(Request request) {
    Alerts.Alert alert = find(request.path("id"));
    ObjectNode view = view(alert, request.role(), masking);
    view.putArray("history").addAll(alerts.history(alert.id()));
    ArrayNode related = view.putArray("related");
    alerts.related(alert.id()).forEach(one -> related.add(view(one, request.role(), masking)));
    ArrayNode signals = view.putArray("signals");
    List<ObjectNode> latest = moments.signalsOf(alert.view(), SIGNALS);
    if (alert.samples().isEmpty()) {
      ArrayNode samples = view.putArray("samples");
      latest.stream()
          .map(signal -> signal.path("customer_id").asText())
          .distinct()
          .limit(SAMPLES)
          .forEach(id -> samples.add(masking.customer(id, request.role())));
    }
    for (ObjectNode signal : latest) {
      ObjectNode item = signals.addObject();
      item.set("customer", masking.customer(signal.path("customer_id").asText(), request.role()));
      for (String field : List.of("signal_id", "rule_id", "status", "occurred_at", "severity")) {
        item.set(field, signal.get(field));
      }
    }
    return view;
  }

  private ObjectNode acknowledge(Request request) {
    String note = Request.optional(request.body(), "note").orElse(null);
    return done(request, work.acknowledge(request.path("id"), request.who(), note));
  }

  private ObjectNode assign(Request request) {
    String owner = Request.text(request.body(), "owner");
    if (owner.length() > 200) {
      throw Refused.badRequest("an owner's name has at most 200 characters");
    }
    return done(request, work.assign(request.path("id"), request.who(), owner));
  }

  private ObjectNode snooze(Request request) {
    long until = within(Request.time(request.body(), "until"), LONGEST_SNOOZE, "until");
    return done(request, work.snooze(request.path("id"), request.who(), until));
  }

  private ObjectNode resolve(Request request) {
    ObjectNode body = request.body();
    String cause = Request.text(body, "cause");
    if (cause.length() > 200) {
      throw Refused.badRequest("a cause has at most 200 characters: put the rest into note");
    }
    String note = Request.optional(body, "note").orElse(null);
    return done(request, work.resolve(request.path("id"), request.who(), cause, note));
  }

  private ObjectNode done(Request request, AlertWork.Deed deed) {
    switch (deed) {
      case UNKNOWN -> throw Refused.notFound("alert");
      case CLOSED -> throw new Refused(409, "the alert is closed: it comes back if it fires on");
      case OVER -> throw new Refused(409, "the alert is over: it is new if it comes back");
      case DONE -> {}
    }
    Alerts.Alert alert = find(request.path("id"));
    streams.alertsChanged(List.of(alert.id()));
    return view(alert, request.role(), masking);
  }

  private Alerts.Alert find(String id) {
    return alerts.find(id).orElseThrow(() -> Refused.notFound("alert"));
  }

  private ObjectNode silences(Request request) {
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    for (Map.Entry<Silence, Long> one : silences.list().entrySet()) {
      items.add(view(one.getKey()).put("muting", one.getValue()));
    }
    return answer.putNull("next");
  }

  private ObjectNode silence(Request request) {
    ObjectNode body = request.body();
    long endsAt = within(Request.time(body, "ends_at"), LONGEST_SILENCE, "ends_at");
    String comment = Request.text(body, "comment");
    try {
      List<Silence.Matcher> matchers = Silences.matchersOf(body.path("matchers"));
      Silence silence = silences.add(matchers, endsAt, request.who(), comment);
      streams.refresh();
      return view(silence);
    } catch (IllegalArgumentException e) {
      throw Refused.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private ObjectNode unsilence(Request request) {
    if (!silences.end(request.path("id"), request.who())) {
      throw Refused.notFound("silence");
    }
    streams.refresh();
    return Json.object();
  }

  private long within(long time, Duration longest, String name) {
    long now = wall.millis();
    if (time <= now || time > now + longest.toMillis()) {
      throw new Refused(
          Refusal.OUT_OF_BOUNDS,
          name + " has to be ahead, by at most " + longest.toDays() + " days");
    }
    return time;
  }

  private static ObjectNode view(Silence silence) {
    ObjectNode view = Json.object().put("id", silence.id());
    view.set("matchers", Silences.matchers(silence.matchers()));
    return view.put("starts_at", Json.time(silence.startsAt()))
        .put("ends_at", Json.time(silence.endsAt()))
        .put("author", silence.author())
        .put("comment", silence.comment());
  }
}
