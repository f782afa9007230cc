package io.waymark.app.delivery;

import io.waymark.app.delivery.config.DestinationLoader;
import io.waymark.app.delivery.config.InvalidDestinations;
import io.waymark.app.delivery.net.HttpTransport;
import io.waymark.app.delivery.net.Resolver;
import io.waymark.domain.delivery.Message;
import io.waymark.domain.delivery.Reply;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A sender with one destination, {@code them}, and what it is told. */
public final class OneDestination implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-03-01T10:00:05Z");

  public static final Message TRIGGER =
      new Message(
          "m-1",
          "trigger.issued",
          "c-1",
          Instant.parse("2026-03-01T10:00:00Z").toEpochMilli(),
          Long.MAX_VALUE,
          """
          {"trigger_id":"t-1","status":"issued","signal_id":"s-1","rule_id":"checkout-abandoned",\
          "rule_version":3,"customer_id":"c-1","instance":{"cart_id":"k1"},"action":"resume-checkout",\
          "channel":"email","purpose":"marketing","priority":50,"severity":"medium",\
          "occurred_at":"2026-03-01T09:59:58.000Z","decided_at":"2026-03-01T10:00:00.000Z",\
          "expires_at":"2026-03-02T10:00:00.000Z","evidence":[],"journey":{}}""");

  public static final Message ALERT = alert("open", "Payments <fail> & \\\"time out\\\"");

  private final HttpSender sender;

  public static Message alert(String status, String title) {
    return new Message(
        "m-" + status,
        "alert." + status,
        null,
        Instant.parse("2026-03-01T10:00:00Z").toEpochMilli(),
        Long.MAX_VALUE,
        """
        {"alert_id":"a-1","status":"%s","group":{"touchpoint":"/pay"},"rule_ids":["payment-errors"],\
        "severity":"high","title":"%s","touchpoint":"/pay","team":"web",\
        "runbook":"https://wiki.example/pay","count":12,"customers":9,"samples":["c-1"],\
        "first_at":"2026-03-01T09:58:00.000Z","last_at":"2026-03-01T10:00:00.000Z"}"""
            .formatted(status, title));
  }

  /**
   * @param settings of the destination but its name, as lines of YAML
   */
  public OneDestination(Resolver resolver, SSLContext trusted, String settings)
      throws InvalidDestinations {
    this(resolver, trusted, Clock.fixed(NOW, ZoneOffset.UTC), settings);
  }

  OneDestination(Resolver resolver, SSLContext trusted, Clock clock, String settings)
      throws InvalidDestinations {
    String yaml = "destinations:\n  - name: them\n" + settings.indent(4);
    var configs = DestinationLoader.load("destinations.yaml", yaml);
    sender = new HttpSender(configs, new HttpTransport(resolver, trusted, 1), clock);
  }

  /** What comes of it. The bound is for a sender that never answers. */
  public Reply tell(Message message) throws Exception {
    return sender.send("them", message).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  public HttpSender sender() {
    return sender;
  }

  @Override
  public void close() {
    sender.close();
  }
}
