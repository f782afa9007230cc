package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Moment;
import io.waymark.console.store.Portion;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class MetricsPagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @AutoClose private final RunningServer running = RunningServer.withTokens();

  @Test
  void whatWasAskedIsCountedByRouteAndNobodyIsNamed() throws Exception {
    Portion portion = new Portion();
    ObjectNode signal =
        Json.object()
            .put("signal_id", "s1")
            .put("rule_id", "r1")
            .put("customer_id", "customer-4711")
            .put("title", "Trouble")
            .put("status", "fired")
            .put("severity", "high")
            .put("occurred_at", "2026-01-01T00:00:30.000Z");
    portion.moment(Moment.signal(signal));
    running.put(portion);
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    String ref = running.pseudonyms.of("customer-4711");
    assertThat(olan.get("/api/customers/" + ref).statusCode()).isEqualTo(200);
    assertThat(olan.get("/api/customers/c_nobody").statusCode()).isEqualTo(404);
    assertThat(olan.get("/api/nowhere").statusCode()).isEqualTo(404);

    // What was asked is counted when it has been answered.
    String nowhere = "waymark_console_requests_total{route=\"other\",status=\"4xx\"} 1.0";
    HttpResponse<String> scraped = running.visitor(Role.NOBODY).get("/metrics");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!scraped.body().contains(nowhere) && System.nanoTime() < deadline) {
      scraped = running.visitor(Role.NOBODY).get("/metrics");
    }

    assertThat(scraped.statusCode()).isEqualTo(200);
    assertThat(scraped.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    String route = "route=\"/api/customers/{ref}\"";
    assertThat(scraped.body())
        .contains(
            nowhere,
            "waymark_console_requests_total{" + route + ",status=\"2xx\"} 1.0",
            "waymark_console_requests_total{" + route + ",status=\"4xx\"} 1.0",
            "waymark_console_request_seconds_count{" + route + "} 2",
            "waymark_console_streams 0.0",
            "waymark_console_kafka_up 0.0",
            "waymark_console_records_unreadable_total 0.0",
            "waymark_console_audit_failures_total 0.0")
        .doesNotContain("4711", ref, "nowhere");
  }

  @Test
  void fromElsewhereItTakesAViewer() throws Exception {
    RunningServer.Visitor nobody = running.visitor(Role.NOBODY);
    for (String header : new String[] {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"}) {
      assertThat(nobody.send("GET", "/metrics", null, header, "192.0.2.9").statusCode())
          .as(header)
          .isEqualTo(401);
    }
    assertThat(
            running
                .visitor(Role.VIEWER)
                .send("GET", "/metrics", null, "X-Forwarded-For", "192.0.2.9")
                .statusCode())
        .isEqualTo(200);
    assertThat(scrape("vera-token-0123456789")).isEqualTo(200);
    for (int i = 0; i < 10; i++) {
      assertThat(scrape("vera-token-guess-" + i)).isEqualTo(401);
    }
    assertThat(scrape("vera-token-0123456789")).as("after too many guesses").isEqualTo(429);
  }

  private int scrape(String token) throws Exception {
    return running
        .visitor(Role.NOBODY)
        .send(
            "GET",
            "/metrics",
            null,
            "X-Forwarded-For",
            "192.0.2.9",
            "Authorization",
            "Bearer " + token)
        .statusCode();
  }
}
