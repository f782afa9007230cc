package io.waymark.app.format.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waymark.avro.contract.Subject;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A registry with Confluent's paths and error codes, which can be away. */
public final class FakeRegistry implements AutoCloseable {
  private final Map<Integer, String> responses = new ConcurrentHashMap<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final int port;
  private @Nullable HttpServer server;
  private volatile int failing;

  private FakeRegistry(HttpServer server) {
    this.server = server;
    this.port = server.getAddress().getPort();
  }

  public static FakeRegistry start() {
    FakeRegistry registry = new FakeRegistry(listening(0));
    registry.serve();
    return registry;
  }

  /** One that does not listen yet. */
  public static FakeRegistry away() {
    FakeRegistry registry = start();
    registry.close();
    return registry;
  }

  public void comeBack() {
    server = listening(port);
    serve();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  /** From now on each request fails with this status; 0: no longer. */
  void failWith(int status) {
    failing = status;
  }

  /** Has a schema; with our own, if no other is given. */
  public FakeRegistry with(int id) {
    return with(id, Subject.INTERACTION.current().toString());
  }

  FakeRegistry with(int id, String schema) {
    return responding(id, JsonNodeFactory.instance.objectNode().put("schema", schema).toString());
  }

  FakeRegistry responding(int id, String body) {
    responses.put(id, body);
    return this;
  }

  public RegistryAddress address() {
    return address(null);
  }

  RegistryAddress address(@Nullable String credentialsFile) {
    return new RegistryAddress(
        "http://127.0.0.1:" + port + "/", credentialsFile, Duration.ofSeconds(5));
  }

  /** The paths that were asked for. */
  List<String> asked() {
    return asked;
  }

  List<String> authorizations() {
    return authorizations;
  }

  /** An event as it is sent with our own schema under this id. */
  public static byte[] message(int id, Event event) {
    byte[] body = new InteractionCodec().encodeBody(event);
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
  }

  private static HttpServer listening(int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    HttpServer listening = java.util.Objects.requireNonNull(server);
    listening.createContext("/schemas/ids/", this::answer);
    listening.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null) {
      authorizations.add(authorization);
    }
    String known = responses.get(Integer.parseInt(path.substring("/schemas/ids/".length())));
    int status = failing != 0 ? failing : known != null ? 200 : 404;
    String body =
        status == 200
            ? known
            : "{\"error_code\":%d,\"message\":\"no\"}".formatted(status == 404 ? 40403 : status);
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
