package io.waymark.app.delivery;

import io.waymark.app.delivery.config.DestinationConfig;
import io.waymark.app.delivery.config.UnreadableSecret;
import io.waymark.app.delivery.kind.Dialect;
import io.waymark.app.delivery.net.HttpCall;
import io.waymark.app.delivery.net.HttpTransport;
import io.waymark.app.delivery.net.Receiver;
import io.waymark.app.delivery.net.Resolver;
import io.waymark.domain.delivery.Message;
import io.waymark.domain.delivery.Reply;
import io.waymark.pipeline.delivery.Sender;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages over HTTP, each to a destination as that wants it. */
public final class HttpSender implements Sender {
  private static final Logger LOG = LoggerFactory.getLogger(HttpSender.class);
  private static final int IO_THREADS = 2;

  private final HttpTransport transport;
  private final InstantSource clock;
  private final Map<String, Endpoint> endpoints;

  private record Endpoint(Dialect dialect, List<Receiver> receivers) {}

  /**
   * @param transport closed with the sender
   * @throws IllegalStateException if a secret is missing or will not do; the message names all
   */
  HttpSender(List<DestinationConfig> configs, HttpTransport transport, InstantSource clock) {
    this.transport = transport;
    this.clock = clock;
    this.endpoints = endpoints(configs);
  }

  static HttpSender open(List<DestinationConfig> configs) {
    SSLContext trusted;
    try {
      trusted = SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    var transport = new HttpTransport(Resolver.ofSystem(), trusted, IO_THREADS);
    try {
      return new HttpSender(configs, transport, InstantSource.system());
    } catch (RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  private static Map<String, Endpoint> endpoints(List<DestinationConfig> configs) {
    Map<String, Endpoint> endpoints = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (DestinationConfig config : configs) {
      String name = config.destination().name();
      try {
        endpoints.put(name, new Endpoint(config.dialect(), config.receivers()));
      } catch (UnreadableSecret e) {
        missing.add(name + ": " + e.getMessage());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("destinations: " + String.join("; ", missing));
    }
    return endpoints;
  }

  @Override
  public CompletionStage<Reply> send(String destination, Message message) {
    Endpoint endpoint = endpoints.get(destination);
    if (endpoint == null) {
      throw new IllegalArgumentException("there is no destination " + destination);
    }
    HttpCall call;
    try {
      call = endpoint.dialect.call(message, clock.instant());
    } catch (Dialect.TooLarge e) {
      return CompletableFuture.completedFuture(new Reply(0, null, "too_large"));
    } catch (RuntimeException e) {
      // One message is dead then; thrown on, it would bring the job down again and again.
      LOG.error("Message {} can't be put to {}", message.id(), destination, e);
      return CompletableFuture.completedFuture(new Reply(0, null, "unwritable"));
    }
    return endpoint.receivers.stream()
        .map(receiver -> transport.send(receiver, call))
        .reduce((one, other) -> one.thenCombine(other, HttpSender::better))
        .orElseThrow();
  }

  /** Peers tell each other what one of them has heard. */
  private static Reply better(Reply one, Reply other) {
    return one.isDelivered() || !other.isDelivered() ? one : other;
  }

  @Override
  public void close() {
    transport.close();
  }
}
