package io.waymark.app.format.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.NotedReadings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RegisteredFormatTest {
  private static final Event EVENT =
      new Event(
          "e1", "click", 1_772_532_000_000L, "c1", null, null, "web", null, Map.of("element", "x"));

  private final FakeRegistry registry = FakeRegistry.start().with(7);

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aRecordWaitsForItsSchemaAndIsThenRead() throws Exception {
    RecordFormat format = format();
    Waiting noted = new Waiting();

    format.read(line(FakeRegistry.message(7, EVENT)), noted);
    noted.ready.get(0).get(30, TimeUnit.SECONDS);
    format.read(line(FakeRegistry.message(7, EVENT)), noted);
    format.read(line(FakeRegistry.message(7, EVENT)), noted);

    assertThat(noted.events()).containsExactly(EVENT, EVENT);
    assertThat(noted.ready).hasSize(1);
    assertThat(registry.asked()).containsExactly("/schemas/ids/7");
  }

  @Test
  void whatIsOurOwnNeedsNoRegistry() throws Exception {
    registry.close();

    assertThat(NotedReadings.of(format(), line(new InteractionCodec().encode(EVENT))).event())
        .isEqualTo(EVENT);
    assertThat(
            NotedReadings.of(
                    format(),
                    "{\"event_id\":\"e\",\"event_type\":\"x\",\"event_time\":1772532000000,"
                        + "\"customer_id\":\"c\"}")
                .event()
                .id())
        .isEqualTo("e");
    assertThat(NotedReadings.of(format(), line(null)).line()).startsWith("refused undecodable");
  }

  @Test
  void whileTheRegistryIsAwayRecordsWait() throws Exception {
    registry.close();
    RecordFormat format = format();
    Waiting noted = new Waiting();
    format.read(line(FakeRegistry.message(7, EVENT)), noted);
    format.read(line(FakeRegistry.message(7, EVENT)), noted);
    assertThat(noted.lines()).isEmpty();
    assertThat(noted.ready.get(0)).isSameAs(noted.ready.get(1)).isNotDone();

    registry.comeBack();

    assertThat(readAtLast(format, FakeRegistry.message(7, EVENT)).event()).isEqualTo(EVENT);
  }

  @Test
  void andWhileItFails() throws Exception {
    registry.failWith(503);
    RecordFormat format = format();
    Waiting noted = new Waiting();
    format.read(line(FakeRegistry.message(7, EVENT)), noted);
    while (registry.asked().size() < 3) {
      Thread.onSpinWait();
    }
    assertThat(noted.ready.get(0)).isNotDone();

    registry.failWith(0);

    assertThat(readAtLast(format, FakeRegistry.message(7, EVENT)).event()).isEqualTo(EVENT);
  }

  @Test
  void whatNobodyWaitsForAnyMoreIsAskedForAnew() throws Exception {
    registry.failWith(503);
    RecordFormat format = format();
    Waiting noted = new Waiting();
    format.read(line(FakeRegistry.message(7, EVENT)), noted);
    noted.ready.get(0).cancel(false);
    registry.failWith(0);

    assertThat(readAtLast(format, FakeRegistry.message(7, EVENT)).event()).isEqualTo(EVENT);
  }

  @Test
  void aRecordWhoseSchemaTheRegistryDoesNotHaveIsRefused() throws Exception {
    byte[] message = FakeRegistry.message(8, EVENT);

    NotedReadings noted = readAtLast(format(), message);

    assertThat(noted.line()).isEqualTo("refused unknown_schema: the registry has no schema 8");
    assertThat(noted.refusedBytes()).containsExactly(message);
  }

  @Test
  void brokenBodiesAreRefused() throws Exception {
    RecordFormat format = format();
    byte[] message = FakeRegistry.message(7, EVENT);
    assertThat(readAtLast(format, message).event()).isEqualTo(EVENT);

    for (int length = 1; length < message.length; length++) {
      assertThat(NotedReadings.of(format, line(Arrays.copyOf(message, length))).line())
          .startsWith("refused undecodable");
    }
    byte[] negative = message.clone();
    negative[1] = -1;
    assertThat(NotedReadings.of(format, line(negative)).line()).contains("has no schema's id");
  }

  @Test
  void aRecordAboveTheBoundIsNotRead() {
    RecordFormat format = new RegisteredFormat(registry.address()).open(20);

    assertThat(NotedReadings.of(format, line(FakeRegistry.message(7, EVENT))).line())
        .startsWith("refused oversize");
    assertThat(registry.asked()).isEmpty();
  }

  @Test
  void credentialsAreReadFromTheirFileEachTime(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("credentials"), "user:pass\n");
    registry.with(9);
    RecordFormat format = new RegisteredFormat(registry.address(file.toString())).open(1 << 20);

    readAtLast(format, FakeRegistry.message(7, EVENT));
    Files.writeString(file, "Bearer token");
    readAtLast(format, FakeRegistry.message(9, EVENT));

    assertThat(registry.authorizations()).containsExactly("Basic dXNlcjpwYXNz", "Bearer token");
  }

  /** By hand, with the address of a registry that has an interaction's schema under id 2. */
  @Test
  @EnabledIfSystemProperty(named = "waymark.test.registry", matches = "http.*")
  void aRealRegistryIsUnderstood() throws Exception {
    RecordFormat format =
        new RegisteredFormat(
                new RegistryAddress(
                    System.getProperty("waymark.test.registry"),
                    null,
                    java.time.Duration.ofSeconds(5)))
            .open(1 << 20);

    assertThat(readAtLast(format, FakeRegistry.message(2, EVENT)).event()).isEqualTo(EVENT);
    assertThat(readAtLast(format, FakeRegistry.message(999, EVENT)).line())
        .startsWith("refused unknown_schema");
  }

  private RecordFormat format() {
    return new RegisteredFormat(registry.address()).open(1 << 20);
  }

  private static SourceRecord line(byte[] value) {
    return new SourceRecord(null, value, Map.of(), null);
  }

  private static NotedReadings readAtLast(RecordFormat format, byte[] message) throws Exception {
    Waiting first = new Waiting();
    format.read(line(message), first);
    for (CompletableFuture<?> ready : first.ready) {
      ready.get(30, TimeUnit.SECONDS);
    }
    return first.ready.isEmpty() ? first : NotedReadings.of(format, line(message));
  }

  /** Notes what is waited for too. */
  private static final class Waiting extends NotedReadings {
    final List<CompletableFuture<?>> ready = new ArrayList<>();

    @Override
    public void waiting(CompletableFuture<?> until) {
      ready.add(until);
    }
  }
}
