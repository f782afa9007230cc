package io.waymark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Two who are told: each keeps what comes, by id. The one is told by signed webhooks, takes none
 * that is not signed with both of its secrets, and fails at the first attempt of every tenth; the
 * other refuses every tenth for good, of those that it sees before it relents.
 */
final class Receiver implements AutoCloseable {
  static final String PATIENT = "receiver";
  static final String PICKY = "picky";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TOLERANCE = Duration.ofMinutes(5).toSeconds();

  private final HttpServer server;
  private final List<byte[]> keys =
      List.of(
          "of the receiver, for the time before".getBytes(UTF_8),
          "of the receiver, from now on, and on".getBytes(UTF_8));
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final Map<String, Set<String>> received = new ConcurrentHashMap<>();
  private final Set<String> forged = ConcurrentHashMap.newKeySet();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, Boolean> wanted = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> taken = new ConcurrentHashMap<>();
  private volatile boolean relents;

  private Receiver(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts them, and makes them the only destinations of the jobs that are run from this folder.
   */
  static Receiver start(Path folder) {
    try {
      Receiver receiver =
          new Receiver(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      receiver.server.setExecutor(receiver.threads);
      receiver.server.createContext("/", receiver::answer);
      receiver.server.createContext("/picky", receiver::pick);
      receiver.server.start();
      List<Path> secrets = List.of(folder.resolve("secret-1"), folder.resolve("secret-2"));
      for (int i = 0; i < secrets.size(); i++) {
        String key = Base64.getEncoder().encodeToString(receiver.keys.get(i));
        Files.writeString(secrets.get(i), "whsec_" + key);
      }
      int port = receiver.server.getAddress().getPort();
      Files.writeString(
          folder.resolve("destinations.yaml"),
          """
          destinations:
            - name: receiver
              kind: standard-webhook
              secret: ["file:%s", "file:%s"]
              url: http://localhost:%d/
              ports: [%d]
              allow_private: [127.0.0.0/8, "::1/128"]
              rate: 500/s
            - name: picky
              kind: http
              url: http://localhost:%d/picky
              ports: [%d]
              allow_private: [127.0.0.0/8, "::1/128"]
              rate: 500/s
          """
              .formatted(secrets.get(0), secrets.get(1), port, port, port, port));
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    String id = headers.getFirst("webhook-id");
    byte[] body = exchange.getRequestBody().readAllBytes();
    int status;
    if (!isSigned(headers, body)) {
      forged.add(String.valueOf(id));
      status = 401;
    } else if (seen.add(id) && id.hashCode() % 10 == 0) {
      status = 503;
    } else {
      received
          .computeIfAbsent(id, any -> ConcurrentHashMap.newKeySet())
          .add(new String(body, UTF_8));
      status = 204;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** By the specification: HMAC-SHA256 of id, time and body, by each secret, and not long ago. */
  private boolean isSigned(Headers headers, byte[] body) {
    String id = headers.getFirst("webhook-id");
    String time = headers.getFirst("webhook-timestamp");
    String signatures = headers.getFirst("webhook-signature");
    if (id == null || time == null || signatures == null) {
      return false;
    }
    Set<String> signed =
        keys.stream().map(key -> "v1," + signature(key, id, time, body)).collect(toSet());
    return Set.of(signatures.split(" ")).equals(signed)
        && Math.abs(Instant.now().getEpochSecond() - Long.parseLong(time)) <= TOLERANCE;
  }

  private static String signature(byte[] key, String id, String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + time + ".").getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void pick(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean wants = wanted.computeIfAbsent(id, any -> relents || id.hashCode() % 10 != 3);
    if (wants) {
      taken.computeIfAbsent(id, any -> ConcurrentHashMap.newKeySet()).add(body);
    }
    exchange.sendResponseHeaders(wants ? 204 : 400, -1);
    exchange.close();
  }

  /** Refuses nothing any more that it has not refused before: three refusals take half a minute. */
  void relent() {
    relents = true;
  }

  /** What is refused for good, by the id of the message. */
  Set<String> refused() {
    return wanted.entrySet().stream()
        .filter(each -> !each.getValue())
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  /** The bodies that the other has taken in, by the id of the message. */
  Map<String, Set<String>> taken() {
    return taken;
  }

  /** The ids of those that were not signed as they have to be. */
  Set<String> forged() {
    return forged;
  }

  /** The bodies that were taken in, by the id of the message. */
  Map<String, Set<String>> received() {
    return received;
  }

  /** All that was taken in, out of its envelopes. */
  Set<String> bodies() {
    return received.values().stream().flatMap(Set::stream).map(Receiver::data).collect(toSet());
  }

  /** What is in a webhook. */
  static String data(String webhook) {
    try {
      return JSON.readTree(webhook).get("data").toString();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
