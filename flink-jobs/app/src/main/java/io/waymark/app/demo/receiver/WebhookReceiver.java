package io.waymark.app.demo.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Takes triggers in as a marketing system would: over HTTP, on this machine alone, only with the
 * right signature, each once. Its page shows what has come.
 */
public final class WebhookReceiver implements AutoCloseable {
  private static final int MOST_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> PAGE =
      Map.of(
          "/", "index.html text/html",
          "/receiver.js", "receiver.js text/javascript",
          "/receiver.css", "receiver.css text/css");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final WebhookSecret secret;
  private final InstantSource wall;
  private final Inbox inbox = new Inbox();

  private WebhookReceiver(HttpServer server, WebhookSecret secret, InstantSource wall) {
    this.server = server;
    this.secret = secret;
    this.wall = wall;
  }

  /** Starts it on a free port. */
  public static WebhookReceiver start(WebhookSecret secret, InstantSource wall) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var receiver = new WebhookReceiver(server, secret, wall);
    server.setExecutor(receiver.threads);
    server.createContext("/hook", exchange -> receiver.answer(exchange, receiver.take(exchange)));
    server.createContext("/received", exchange -> receiver.show(exchange));
    server.createContext("/", exchange -> receiver.page(exchange));
    server.start();
    return receiver;
  }

  /** Where triggers go. */
  public URI hook() {
    return page().resolve("/hook");
  }

  /** What people look at. */
  public URI page() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** What has come, as the page gets it. */
  public String received() {
    return inbox.json();
  }

  /** The status to answer with. */
  private int take(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return 405;
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return 413;
    }
    Headers headers = exchange.getRequestHeaders();
    String id = headers.getFirst("webhook-id");
    String timestamp = headers.getFirst("webhook-timestamp");
    String signatures = headers.getFirst("webhook-signature");
    if (id == null
        || timestamp == null
        || signatures == null
        || !secret.signed(id, timestamp, body, signatures)) {
      inbox.refuse();
      return 401;
    }
    try {
      JsonNode sent = JSON.readTree(body);
      inbox.take(id, sent.has("data") ? sent.get("data") : sent, wall.millis());
      return 204;
    } catch (JsonProcessingException e) {
      return 400;
    }
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private void show(HttpExchange exchange) throws IOException {
    send(exchange, "application/json", inbox.json().getBytes(UTF_8));
  }

  private void page(HttpExchange exchange) throws IOException {
    @Nullable String file = PAGE.get(exchange.getRequestURI().getPath());
    if (file == null) {
      answer(exchange, 404);
      return;
    }
    String[] nameAndType = file.split(" ", -1);
    try (InputStream in =
        Objects.requireNonNull(
            WebhookReceiver.class.getResourceAsStream("/demo/receiver/" + nameAndType[0]))) {
      send(exchange, nameAndType[1] + "; charset=utf-8", in.readAllBytes());
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", type);
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
