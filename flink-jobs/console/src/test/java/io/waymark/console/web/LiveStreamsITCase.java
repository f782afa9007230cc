package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Portion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many pages at once. {@code -Dwaymark.console.stream-seconds=600} lets them look on for ten
 * minutes.
 */
@Timeout(900)
final class LiveStreamsITCase {
  private static final int PAGES = 200;
  private static final int SECONDS = Integer.getInteger("waymark.console.stream-seconds", 30);
  private static final int A_SECOND = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // What a JVM has more or less of after a collection says nothing.
  private static final long NOISE_BYTES = 32 << 20;

  private RunningServer running;
  private int said;

  @BeforeEach
  void start() {
    running = RunningServer.withTokens();
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void twoHundredPagesAreToldOfEachChangeAndTakeNoMoreMemoryAsTimeGoesOn() throws Exception {
    List<String> names = List.of("ann", "bob", "cat", "dan");
    running.close();
    running = RunningServer.withViewers(names);
    List<StreamListener> pages = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      pages.add(open(running.visitor(names.get(i % names.size()))));
    }
    List<Long> used = new ArrayList<>();
    long begun = System.nanoTime();
    for (int second = 0; second < SECONDS; second++) {
      for (int i = 0; i < A_SECOND; i++) {
        say(1, "Trouble");
        sleepUntil(begun, (second * A_SECOND + i + 1) * 1000L / A_SECOND);
      }
      used.add(usedAfterCollection());
    }
    await("each page to be told of all", () -> pages.stream().allMatch(p -> p.told() == said));
    assertThat(pages).allMatch(page -> page.missed() == 0);

    int third = used.size() / 3;
    long before = median(used.subList(0, third));
    long after = median(used.subList(used.size() - third, used.size()));
    System.out.printf(
        "%d streams for %d s: %.1f MB used in the first third, %.1f MB in the last%n",
        PAGES, SECONDS, before / 1e6, after / 1e6);
    assertThat(after).as("bytes used, of %s", used).isLessThan(before + before / 4 + NOISE_BYTES);

    pages.forEach(StreamListener::leave);
    awaitRelease();
  }

  @Test
  void whoDoesNotReadHoldsNobodyUpAndIsToldToLoadAnew() throws Exception {
    StreamListener page = open(running.visitor(Role.VIEWER));
    try (Socket stuck = new Socket()) {
      stuck.setReceiveBufferSize(4096);
      stuck.connect(
          new InetSocketAddress(running.server.page().getHost(), running.server.page().getPort()));
      String cookie = running.visitor(Role.VIEWER).cookie;
      ask(stuck, cookie, "");
      await("both to be there", () -> running.server.streams() == 2);
      // More than what waits in sockets and in the stream's own queue.
      String long_ = "Trouble ".repeat(8000);
      for (int i = 0; i < 30; i++) {
        int before = said;
        say(20, long_);
        await("the page to be told of " + said, () -> page.told() == said);
        assertThat(said).isEqualTo(before + 20);
      }
      assertThat(page.missed()).isZero();
      if (!reads(stuck, "event: refresh")) {
        // Whoever takes in nothing for half a minute is cut off, and comes back as a browser does.
        try (Socket again = new Socket()) {
          again.connect(stuck.getRemoteSocketAddress());
          ask(again, cookie, "Last-Event-ID: 1\r\n");
          assertThat(reads(again, "event: refresh")).isTrue();
        }
      }
    }
    page.leave();
    awaitRelease();
  }

  @Test
  void pagesAreToldThatASnoozeOrASilenceHasEnded() throws Exception {
    StreamListener page = open(running.visitor(Role.VIEWER));
    say(1, "Trouble");
    await("the page to be told of it", () -> page.told() == 1);
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    String soon = Json.time(Instant.now().plusSeconds(120).toEpochMilli());
    String silence =
        """
        {"matchers":[{"name":"touchpoint","value":"/checkout"}],"ends_at":"%s","comment":"x"}"""
            .formatted(soon);
    assertThat(olan.send("POST", "/api/silences", silence).statusCode()).isEqualTo(200);
    await("the page to load anew", () -> page.missed() == 1);

    running.passes(121_000);

    await("the page to load anew", () -> page.missed() == 2);
  }

  @Test
  void whatWasSaidLongAgoIsLoadedAndNotShownAsNews() throws Exception {
    StreamListener page = open(running.visitor(Role.VIEWER));
    Portion replayed = alerts(1, "Trouble");
    replayed.saidAt(System.currentTimeMillis() - Duration.ofMinutes(5).toMillis());
    running.put(replayed);
    await("the page to load anew", () -> page.missed() == 1);
    say(1, "Trouble");
    await("the page to be told of what is new", () -> page.told() == 1);
    assertThat(page.missed()).isOne();
  }

  private StreamListener open(RunningServer.Visitor visitor) {
    StreamListener page = new StreamListener();
    int before = running.server.streams();
    CompletableFuture<HttpResponse<Void>> answer =
        running.http.sendAsync(
            visitor.request("GET", "/api/stream", null, "Accept", "text/event-stream"),
            HttpResponse.BodyHandlers.fromLineSubscriber(page));
    await("the stream", () -> running.server.streams() > before || answer.isDone());
    return page;
  }

  private void say(int alerts, String title) {
    running.put(alerts(alerts, title));
  }

  private Portion alerts(int many, String title) {
    Portion portion = new Portion();
    for (int i = 0; i < many; i++) {
      ObjectNode alert =
          Json.object()
              .put("alert_id", "a-" + said++)
              .put("status", "open")
              .put("severity", "high")
              .put("title", title)
              .put("touchpoint", "/checkout")
              .put("first_at", "2026-01-01T00:00:00.000Z")
              .put("last_at", "2026-01-01T00:01:00.000Z");
      alert.putArray("rule_ids").add("r1");
      portion.alert(alert);
    }
    return portion;
  }

  /** Who has left is not written to any more, by anybody. */
  private void awaitRelease() {
    await("the streams to be released", () -> running.server.streams() == 0);
    await(
        "their threads to end",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("console-stream")));
  }

  private static void sleepUntil(long begun, long millis) throws InterruptedException {
    long left = millis - (System.nanoTime() - begun) / 1_000_000;
    if (left > 0) {
      Thread.sleep(left);
    }
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long median(List<Long> figures) {
    List<Long> sorted = new ArrayList<>(figures);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static void ask(Socket socket, String cookie, String header) throws IOException {
    String request =
        "GET /api/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n%sCookie: %s\r\n\r\n";
    socket
        .getOutputStream()
        .write(request.formatted(header, cookie).getBytes(StandardCharsets.US_ASCII));
  }

  /** False if it ends before that. */
  private static boolean reads(Socket socket, String wanted) throws IOException {
    socket.setSoTimeout((int) PATIENCE.toMillis());
    var lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(wanted)) {
          return true;
        }
      }
    } catch (SocketException e) {
      return false;
    }
    return false;
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }
}
