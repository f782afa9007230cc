package io.waymark.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.backtest.EventFile;
import io.waymark.catalogue.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class DemoITCase {
  private static final Duration SOON = Duration.ofSeconds(120);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theShopIsWatchedUntilItsTimeIsOverAndNothingIsLeftBehind() throws Exception {
    Thread running = start(demo(null, 20.0, Duration.ofSeconds(100)));
    await(() -> err.toString().contains("Receiver http://"), running);
    URI receiver = URI.create(told("Receiver (http://\\S+/),"));
    // It counts what came with the right signature only.
    await(() -> Pattern.compile("\"issued\":[1-9]").matcher(received(receiver)).find(), running);
    assertThat(received(receiver)).contains("\"refused\":0", "\"received_at\"");
    running.join();

    assertThat(out.toString())
        .containsPattern("(?m)^\\S+ [○●▲] \\w+ .*c1\\d{5}")
        .containsPattern("(?m)^\\S+ → trigger .* for .*; (marketing|service), expires in ")
        .containsPattern("(?m)^\\S+ ↩ cancelled .* (resolved|converted|retracted)")
        .containsPattern("(?m)^\\S+ ⊘ holdout .* for .*; kept without, for comparison")
        .containsPattern("(?m)^EXPERIMENT +V +MEASURED +REACHED")
        .containsPattern("(?m)^\\S+ +[\\d-]+ +[\\d,]+ / [\\d,]+ ")
        .containsPattern("(?m)^\\S+ ✓ resolved .* over after ")
        .contains("Found in the last two hours: ")
        .containsPattern("(?m)^payment-failed +\\d+")
        .containsPattern("the first alert came .* after the start of the job");
    assertThat(err.toString()).contains("events/s");
    assertNothingIsLeft();
  }

  @Test
  void aLogIsReplayedAndWhoStopsItLeavesNothingBehind(@TempDir Path folder) throws Exception {
    Demo demo = demo(rageClicks(folder), null, null);
    Thread running = start(demo);

    await(() -> out.toString().contains("Rage click"), running);
    demo.stop();
    running.join(SOON.toMillis());

    assertThat(running.isAlive()).isFalse();
    assertThat(out.toString()).contains("3 × click within 0.4 s · #pay");
    assertThat(err.toString()).contains("3 from ");
    assertNothingIsLeft();
  }

  private static Path rageClicks(Path folder) throws IOException {
    List<String> clicks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      clicks.add(
          """
          {"event_id":"e%d","event_type":"click","event_time":"2022-10-25T07:49:55.%d00Z","customer_id":"c1",\
          "channel":"web","touchpoint":"/checkout","attributes":{"element":"#pay","input":false}}"""
              .formatted(i, 2 * i));
    }
    return Files.write(folder.resolve("clicks.jsonl"), clicks);
  }

  private static Thread start(Demo demo) {
    Thread running = new Thread(demo::run, "demo");
    running.start();
    return running;
  }

  private static String received(URI receiver) {
    try (InputStream in = receiver.resolve("/received").toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Demo demo(@Nullable Path events, @Nullable Double speed, @Nullable Duration length) {
    return new Demo(
        new DemoSettings(
            Catalogue.shipped(), events == null ? null : EventFile.of(events), speed, length),
        new PrintWriter(out),
        new PrintWriter(err),
        false,
        false);
  }

  private void assertNothingIsLeft() {
    long broker = Long.parseLong(told("\\(pid (\\d+)\\)"));
    assertThat(ProcessHandle.of(broker).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(Path.of(told("Files +(\\S+), removed"))).doesNotExist();
  }

  private String told(String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(err.toString());
    assertThat(found.find()).as("%s in:%n%s", pattern, err).isTrue();
    return found.group(1);
  }

  private void await(java.util.function.BooleanSupplier condition, Thread running)
      throws InterruptedException {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(running.isAlive() && System.nanoTime() < deadline)
          .as("in time:%n%s%n%s", out, err)
          .isTrue();
      Thread.sleep(50);
    }
  }
}
