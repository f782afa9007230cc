package io.waymark.console.web;

import static io.waymark.console.web.AlertMessages.alert;
import static io.waymark.console.web.AlertMessages.alerts;
import static io.waymark.console.web.AlertMessages.signal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Moment;
import io.waymark.console.store.Portion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A viewer is not told who a customer is, and does not find it out. */
@Timeout(60)
final class ViewerSecrecyTest {
  @AutoClose private final RunningServer running = RunningServer.withTokens();

  @Test
  void aViewerNeverSeesWhoItIs() throws Exception {
    Portion portion = alerts("a1", "Trouble");
    portion.moment(Moment.signal(signal("s1", "customer-4711")));
    ObjectNode journey =
        Json.object()
            .put("customer_id", "customer-4711")
            .put("updated_at", "2026-01-01T00:00:00.000Z");
    journey.putObject("profile").put("email", "somchai@example.com");
    portion.journey(journey);
    running.put(portion);
    String ref = running.pseudonyms.of("customer-4711");
    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    for (String path :
        List.of(
            "/api/alerts",
            "/api/alerts/a1",
            "/api/customers/" + ref,
            "/api/customers?q=customer-47",
            "/api/customers?q=customer-4711")) {
      assertThat(vera.get(path).body())
          .as(path)
          .doesNotContain("customer-4711")
          .doesNotContain("somchai");
    }
    assertThat(running.audit.latest(10, Long.MAX_VALUE))
        .noneMatch(e -> e.action().equals("customer.view"));
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    assertThat(olan.get("/api/customers/" + ref).body()).contains("customer-4711", "somchai");
    assertThat(running.audit.latest(1, Long.MAX_VALUE).get(0).subject())
        .isEqualTo("customer:" + ref);
    olan.get("/api/customers/" + ref);
    assertThat(views()).isEqualTo(1);
    running.passes(10 * 60_000);
    olan.acts("/api/session");
    running.passes(5 * 60_000);
    olan.get("/api/customers/" + ref);
    assertThat(views()).isEqualTo(2);
    running.visitor(Role.OPERATOR).get("/api/customers/" + ref);
    assertThat(views()).isEqualTo(3);
  }

  @Test
  void whoSearchesForIdsIsInTheAuditWithoutThem() throws Exception {
    Portion portion = new Portion();
    for (String id : List.of("customer-4711", "customer-4712", "other-4711")) {
      portion.moment(Moment.signal(signal("s-" + id, id)));
    }
    running.put(portion);
    running.visitor(Role.VIEWER).get("/api/customers?q=" + running.pseudonyms.of("customer-4711"));
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    assertThat(olan.get("/api/customers?q=customer-47").body())
        .contains("customer-4711", "customer-4712");
    olan.get("/api/customers?q=customer-47");

    assertThat(running.audit.latest(100, Long.MAX_VALUE))
        .filteredOn(entry -> entry.action().equals("customer.search"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.who()).isEqualTo("olan");
              assertThat(entry.subject()).isEqualTo("customers:2");
              assertThat(entry.detail())
                  .isEqualTo(
                      "cu••••7: "
                          + running.pseudonyms.of("customer-4711")
                          + ", "
                          + running.pseudonyms.of("customer-4712"));
            });

    olan.get("/api/customers?q=nobody-at-all");
    assertThat(running.audit.latest(1, Long.MAX_VALUE).get(0).detail()).isEqualTo("no••••l: ");
  }

  @Test
  void noTextTellsAViewerWhoItIs() throws Exception {
    ObjectNode grouped = alert("a1", "/checkout").put("title", "Cart of customer-4711 is stuck");
    grouped.putObject("group").put("order_email", "somchai@example.com").put("channel", "web");
    Portion portion = new Portion();
    portion.alert(grouped);
    portion.moment(
        Moment.signal(signal("s1", "customer-4711").put("title", "customer-4711 again")));
    ObjectNode journey =
        Json.object()
            .put("customer_id", "customer-4711")
            .put("updated_at", "2026-01-01T00:00:00.000Z");
    journey.putObject("session").put("session_id", "sess-0815").put("views", 3);
    portion.journey(journey);
    running.put(portion);
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    olan.send(
        "POST",
        "/api/alerts/a1/acknowledge",
        "{\"note\":\"customer-4711 called; not customer-471\"}");
    olan.send("POST", "/api/alerts/a1/assign", "{\"owner\":\"whoever knows customer-4711\"}");
    String silence =
        "{\"matchers\":[{\"name\":\"touchpoint\",\"value\":\"customer-4711\"}],"
            + "\"ends_at\":\"%s\",\"comment\":\"for customer-4711\"}"
                .formatted(java.time.Instant.now().plusSeconds(600));
    assertThat(olan.send("POST", "/api/silences", silence).statusCode()).isEqualTo(200);
    String ref = running.pseudonyms.of("customer-4711");

    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    for (String path :
        List.of(
            "/api/alerts?view=all", "/api/alerts/a1", "/api/silences", "/api/customers/" + ref)) {
      assertThat(vera.get(path).body())
          .as(path)
          .doesNotContain("customer-4711")
          .doesNotContain("somchai")
          .doesNotContain("sess-0815");
    }
    assertThat(vera.get("/api/alerts/a1").body())
        .contains("not customer-471", "\"channel\":\"web\"");
    assertThat(olan.get("/api/alerts/a1").body()).contains("customer-4711 called", "somchai");
    assertThat(olan.get("/api/customers/" + ref).body()).contains("sess-0815");
    // Nor is there a way to find out whose a reference is.
    assertThat(Json.parse(vera.get("/api/customers?q=customer-4711").body()).path("items"))
        .isEmpty();
    assertThat(Json.parse(vera.get("/api/customers?q=" + ref).body()).path("items")).hasSize(1);
    assertThat(vera.get("/api/customers/customer-4711").body()).doesNotContain("customer-4711");
  }

  @Test
  void noTouchpointTellsAViewerWhoItIs() throws Exception {
    String place = "/account/customer-4711/orders";
    Portion portion = new Portion();
    portion.alert(alert("a1", place));
    portion.moment(Moment.signal(signal("s1", "customer-4711").put("touchpoint", place)));
    ObjectNode window =
        Json.object()
            .put("touchpoint", place)
            .put("channel", "web")
            .put("window_start", "2026-01-01T00:00:00.000Z")
            .put("window_end", "2026-01-01T00:05:00.000Z")
            .put("occurred_at", "2026-01-01T00:01:00.000Z")
            .putNull("persona");
    window.putArray("figures").addObject().put("measure", "events").put("value", 3);
    portion.kpi(window);
    running.put(portion);

    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    String ref = running.pseudonyms.of("customer-4711");
    for (String path :
        List.of(
            "/api/touchpoints",
            "/api/alerts?view=all",
            "/api/alerts/a1",
            "/api/customers/" + ref)) {
      assertThat(vera.get(path).body())
          .as(path)
          .contains("/account/cu")
          .doesNotContain("customer-4711");
    }
    assertThat(running.visitor(Role.OPERATOR).get("/api/touchpoints").body()).contains(place);
  }

  @Test
  void whatAViewerIsNotShownAViewerDoesNotFind() throws Exception {
    String place = "/account/customer-4711/orders";
    Portion portion = new Portion();
    for (int i = 0; i < 7; i++) {
      String title = i % 2 == 0 ? place : "/account";
      portion.alert(alert("a" + i, title).put("team", "accounts"));
    }
    portion.moment(Moment.signal(signal("s1", "customer-4711")));
    running.put(portion);

    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    for (String hidden :
        List.of("q=customer", "q=mer-47", "q=orders+4711", "touchpoint=" + place)) {
      for (String limit : List.of("", "&limit=1", "&limit=3")) {
        JsonNode found = Json.parse(vera.get("/api/alerts?view=all&" + hidden + limit).body());
        assertThat(found.path("items")).as(hidden + limit).isEmpty();
        assertThat(found.path("next").isNull()).as(hidden + limit).isTrue();
      }
      String answer = olan.get("/api/alerts?view=all&" + hidden).body();
      assertThat(Json.parse(answer).path("items")).as(hidden).hasSize(4);
    }
    // What is shown is found, page by page, with what may not be looked for in between.
    assertThat(found(vera, "q=orders", 1)).containsExactlyInAnyOrder("a0", "a2", "a4", "a6");
    assertThat(found(vera, "touchpoint=/account", 2)).containsExactlyInAnyOrder("a1", "a3", "a5");
    assertThat(found(vera, "q=ACCOUNTS", 3)).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void whatAViewerMayFindComesAfterAnyNumberThatAreHidden() throws Exception {
    Portion portion = new Portion();
    for (int i = 0; i < 250; i++) {
      portion.alert(alert("a%03d".formatted(i), "/account/customer-4711/orders"));
    }
    portion.alert(alert("b1", "customer desk"));
    portion.alert(alert("b2", "desk for customers"));
    portion.moment(Moment.signal(signal("s1", "customer-4711")));
    running.put(portion);

    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    assertThat(found(vera, "q=customer", 1)).containsExactly("b1", "b2");
    assertThat(found(vera, "q=customer", 50)).containsExactly("b1", "b2");
  }

  private static List<String> found(RunningServer.Visitor who, String what, int limit)
      throws Exception {
    List<String> ids = new ArrayList<>();
    String after = "";
    for (int page = 0; page < 20; page++) {
      String path = "/api/alerts?view=all&sort=age&limit=" + limit + "&" + what + after;
      ObjectNode answer = Json.parse(who.get(path).body());
      answer.path("items").forEach(item -> ids.add(item.path("alert_id").asText()));
      if (answer.path("next").isNull()) {
        return ids;
      }
      after = "&after=" + answer.path("next").asText();
    }
    throw new AssertionError("pages do not end");
  }

  private long views() {
    return running.audit.latest(100, Long.MAX_VALUE).stream()
        .filter(e -> e.action().equals("customer.view"))
        .count();
  }
}
