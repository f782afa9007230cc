package io.waymark.console.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.waymark.console.access.Role;
import io.waymark.console.access.Session;
import io.waymark.console.access.Sessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The stream of changes that a page keeps open. Each has a thread that writes it, so that one that
 * takes long holds up itself; whether its session goes on, and whose it is still has the role, is
 * asked every few seconds.
 */
final class StreamPages {
  static final String PATH = "/api/stream";
  private static final Duration ASK = Duration.ofSeconds(5);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int STACK_BYTES = 256 << 10;

  private final Streams streams;
  private final Sessions sessions;
  private final Predicate<Session> goesOn;
  private final InstantSource wall;
  private final AtomicLong cursor = new AtomicLong();

  /**
   * @param goesOn whether who has come in may still be here; may take seconds to find out
   */
  StreamPages(Streams streams, Sessions sessions, Predicate<Session> goesOn, InstantSource wall) {
    this.streams = streams;
    this.sessions = sessions;
    this.goesOn = goesOn;
    this.wall = wall;
  }

  List<Route> routes() {
    return List.of(new Route(HandlerType.GET, PATH, Role.VIEWER, this::open));
  }

  private void open(Context context) throws Exception {
    String accepted = context.header("Accept");
    if (accepted == null || !accepted.contains("text/event-stream")) {
      throw new Refused(406, "this is a stream of events: ask for text/event-stream");
    }
    Session session = new Request(context).session();
    Stream stream =
        streams
            .open(session)
            .orElseThrow(
                () -> new Refused(429, "too many streams are open already: close another page"));
    if (context.header("Last-Event-ID") != null) {
      stream.miss();
    }
    // It calls back when the answer has begun, perhaps after this has returned.
    new SseHandler(
            0L,
            client -> {
              client.keepAlive();
              client.onClose(() -> streams.leave(stream));
              Thread writer =
                  new Thread(
                      null, () -> write(client, stream, session), "console-stream", STACK_BYTES);
              writer.setDaemon(true);
              writer.start();
            })
        .handle(context);
  }

  private void write(SseClient client, Stream stream, Session session) {
    long written = wall.millis();
    try {
      client.sendComment("begun");
      while (!stream.isClosed() && !client.terminated()) {
        Stream.Event event = stream.next(ASK);
        boolean isOver = sessions.look(session.id()).isEmpty() || !goesOn.test(session);
        if (isOver || stream.isClosed()) {
          return;
        }
        if (event != null) {
          client.sendEvent(event.name(), event.data(), Long.toString(cursor.incrementAndGet()));
          written = wall.millis();
        } else if (wall.millis() - written >= HEARTBEAT.minus(ASK).toMillis()) {
          client.sendComment("here");
          written = wall.millis();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The page is gone.
    } finally {
      streams.leave(stream);
      client.close();
    }
  }
}
