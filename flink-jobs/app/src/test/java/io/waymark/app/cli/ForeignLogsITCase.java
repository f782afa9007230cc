package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contact centre, a shop and a till, each with its own log, in one journey. */
class ForeignLogsITCase {
  private static final String CALLS =
      """
      {"detail-type":"Amazon Connect Contact Event","source":"aws.connect","time":"2026-03-03T10:00:01Z","detail":{"eventType":"QUEUED","contactId":"l-1","channel":"VOICE","initiationMethod":"INBOUND","customerId":"crm-7","queueInfo":{"queueArn":"arn:aws:connect:x:1:instance/i/queue/billing","enqueueTimestamp":"2026-03-03T10:00:00.000Z"}}}
      {"detail-type":"Amazon Connect Contact Event","source":"aws.connect","time":"2026-03-03T10:04:01Z","detail":{"eventType":"CONNECTED_TO_AGENT","contactId":"l-1","channel":"VOICE","initiationMethod":"INBOUND","customerId":"crm-7","queueInfo":{"queueArn":"arn:aws:connect:x:1:instance/i/queue/billing","enqueueTimestamp":"2026-03-03T10:00:00.000Z"},"agentInfo":{"agentArn":"arn:aws:connect:x:1:instance/i/agent/a","connectedToAgentTimestamp":"2026-03-03T10:04:00.000Z"}}}
      {"detail-type":"Contact Lens Post Call Rules Matched","detail":{}}
      """;
  private static final String SHOP =
      """
      [{"specversion":"1.0","id":"1","source":"/shop","type":"com.example.shop.begin_checkout.v1","time":"2026-03-03T10:00:00Z","subject":"crm-7","channel":"web","data":{"cart_id":"k1","value":99.5,"currency":"THB"}},{"specversion":"0.3"}]
      """;
  private static final String TILL =
      """
      {"receipt":1,"kind":"SALE","at":1772534400,"who":"crm-7","cart":"k1"}
      """;
  private static final String MAPPING =
      """
      event_id: receipt
      event_type: {field: kind, map: {SALE: purchase}, otherwise: drop}
      event_time: {field: at, format: epoch_seconds}
      customer_id: who
      channel: {const: store}
      attributes: {cart_id: cart}
      """;

  @TempDir private Path dir;

  @Test
  void eachIsReadInItsFormat() throws Exception {
    Path calls = Files.writeString(dir.resolve("calls.jsonl"), CALLS);
    Path shop = Files.writeString(dir.resolve("shop.jsonl"), SHOP);
    Path till = Files.writeString(dir.resolve("till.jsonl"), TILL);
    Path mapping = Files.writeString(dir.resolve("till.yaml"), MAPPING);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int exit =
        Waymark.commandLine(false)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                "backtest",
                "--events",
                calls.toString(),
                shop.toString(),
                till.toString(),
                "--format",
                calls + "=amazon-connect",
                "--format",
                shop + "=cloudevents",
                "--format",
                till + "=json:" + mapping,
                "--out",
                dir.resolve("out").toString());

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("8 records", "1 filtered: 1 by format", "1 dead");
    assertThat(Files.readAllLines(dir.resolve("out/signals.jsonl")))
        .satisfiesExactly(
            line -> assertThat(line).contains("call-wait-long", "fired", "10:01:00.000Z"),
            line -> assertThat(line).contains("call-wait-long", "escalated", "10:03:00.000Z"),
            line -> assertThat(line).contains("call-wait-long", "resolved", "10:04:00.000Z"),
            line -> assertThat(line).contains("checkout-abandoned", "fired", "10:30:00.000Z"),
            line -> assertThat(line).contains("checkout-abandoned", "resolved", "10:40:00.000Z"));
    assertThat(Files.readString(dir.resolve("out/dead-letters.jsonl")))
        .contains("[1]: CloudEvent: specversion is 0.3");
  }
}
