package io.waymark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Two who are told: each keeps what comes, by id. With the one, of every tenth message the first
 * attempt fails; the other refuses every tenth for good, of those that it sees before it relents.
 */
final class Receiver implements AutoCloseable {
  static final String PATIENT = "receiver";
  static final String PICKY = "picky";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final Map<String, Set<String>> received = new ConcurrentHashMap<>();
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
      int port = receiver.server.getAddress().getPort();
      Files.writeString(
          folder.resolve("destinations.yaml"),
          """
          destinations:
            - name: receiver
              kind: http
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
              .formatted(port, port, port, port));
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean fails = seen.add(id) && id.hashCode() % 10 == 0;
    if (!fails) {
      received.computeIfAbsent(id, any -> ConcurrentHashMap.newKeySet()).add(body);
    }
    exchange.sendResponseHeaders(fails ? 503 : 204, -1);
    exchange.close();
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
        .collect(Collectors.toSet());
  }

  /** The bodies that the other has taken in, by the id of the message. */
  Map<String, Set<String>> taken() {
    return taken;
  }

  /** The bodies that were taken in, by the id of the message. */
  Map<String, Set<String>> received() {
    return received;
  }

  /** All that was taken in. */
  Set<String> bodies() {
    return received.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
