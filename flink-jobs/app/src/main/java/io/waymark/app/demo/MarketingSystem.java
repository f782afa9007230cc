package io.waymark.app.demo;

import io.waymark.app.delivery.HttpSenders;
import io.waymark.app.delivery.config.InvalidDestinations;
import io.waymark.app.demo.receiver.WebhookReceiver;
import io.waymark.app.demo.receiver.WebhookSecret;
import io.waymark.pipeline.delivery.Senders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** A receiver of triggers on this machine, and how it is reached. */
final class MarketingSystem implements AutoCloseable {
  private final WebhookReceiver receiver;
  private final Senders senders;

  private MarketingSystem(WebhookReceiver receiver, Senders senders) {
    this.receiver = receiver;
    this.senders = senders;
  }

  /**
   * Starts it.
   *
   * @param work where the secret that it shares with its sender is kept
   */
  static MarketingSystem start(Path work, InstantSource wall) {
    WebhookSecret secret = WebhookSecret.random();
    try {
      Path file = Files.writeString(work.resolve("webhook-secret"), secret.text());
      WebhookReceiver receiver = WebhookReceiver.start(secret, wall);
      return new MarketingSystem(
          receiver, new HttpSenders("the demo's", destinations(receiver, file)));
    } catch (IOException | InvalidDestinations e) {
      throw new DemoFailed("the receiver of triggers could not be started: " + e.getMessage(), e);
    }
  }

  private static String destinations(WebhookReceiver receiver, Path secret) {
    return """
        destinations:
          - name: marketing-system
            kind: standard-webhook
            url: %s
            ports: [%d]
            allow_private: [127.0.0.1/32]
            secret: "file:%s"
            filter: { types: [trigger.issued, trigger.cancelled] }
        """
        .formatted(receiver.hook(), receiver.hook().getPort(), secret);
  }

  /** What people look at. */
  URI page() {
    return receiver.page();
  }

  Senders senders() {
    return senders;
  }

  @Override
  public void close() {
    receiver.close();
  }
}
