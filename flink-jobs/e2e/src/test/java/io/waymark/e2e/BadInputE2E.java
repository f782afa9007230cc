package io.waymark.e2e;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.DeadLetterCodec;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.RejectReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class BadInputE2E {
  private static final int LARGEST = 20 << 20;
  private static final byte[] HUGE = new byte[10 << 20];

  private final InteractionCodec codec = new InteractionCodec();
  private final long now = System.currentTimeMillis();
  @TempDir Path folder;

  @Test
  void badRecordsBecomeDeadLettersTheJobGoesOnAndTheCountsBalance() throws Exception {
    try (Installation installation = new Installation(folder)) {
      installation.createTopics();
      installation.set(
          installation.topics().interactions(), "max.message.bytes", Integer.toString(LARGEST));
      installation.pushRules();
      try (Child job = installation.run(Job.JOURNEY, 2)) {
        List<byte[]> bad = bad();
        for (byte[] record : bad) {
          installation.send(0, record);
        }
        byte[] twice = codec.encode(event("e-twice", now, "c-twice"));
        installation.send(1, twice);
        installation.send(1, twice);
        installation.send(1, codec.encode(event("e-ahead", now + 3_600_000, "c-ahead")));
        installation.await(
            installation.send(
                0,
                text(
                    "{'event_id':'e-good','event_type':'survey_response','event_time':%d,"
                        + "'customer_id':'c-good','attributes':{'metric':'nps','score':2}}",
                    now)));

        try (Topic<String> signals = Topic.signals(installation)) {
          signals.awaitMoreThan(0, job::output);
        }
        installation.await(
            installation.send(1, codec.encode(event("e-late", now - 60_000, "c-twice"))));

        JobMetrics metrics = JobMetrics.of(job);
        long read = bad.size() + 5L;
        metrics.awaitBalance(read, Duration.ofSeconds(60), job::output);
        assertThat(metrics.totals())
            .contains(
                entry("read", read),
                entry("dead", (long) bad.size()),
                entry("duplicate", 1L),
                entry("late", 1L),
                entry("processed", 3L),
                entry("clamped", 1L));
        assertThat(metrics.ledger().values()).allMatch(JobMetrics::balance);
      }
      assertDeadLetters(installation);
      try (Topic<Event> late =
          new Topic<>(installation, installation.topics().late(), codec::decode)) {
        assertThat(late.toEnd()).extracting(Event::id).containsExactly("e-late");
      }
    }
  }

  private void assertDeadLetters(Installation installation) {
    DeadLetterCodec letters = new DeadLetterCodec();
    try (Topic<DeadLetter> dead =
        new Topic<>(installation, installation.topics().deadLetters(), letters::decode)) {
      List<DeadLetter> found =
          dead.toEnd().stream()
              .sorted(java.util.Comparator.comparingLong(DeadLetter::offset))
              .toList();
      assertThat(found)
          .extracting(DeadLetter::reason)
          .containsExactly(
              RejectReason.UNDECODABLE,
              RejectReason.UNDECODABLE,
              RejectReason.UNKNOWN_SCHEMA,
              RejectReason.OVERSIZE,
              RejectReason.NO_ID,
              RejectReason.NO_CUSTOMER,
              RejectReason.NO_TIME,
              RejectReason.TIME_OUT_OF_BOUNDS,
              RejectReason.TIME_OUT_OF_BOUNDS,
              RejectReason.UNDECODABLE);
      assertThat(found)
          .allMatch(letter -> letter.topic().equals(installation.topics().interactions()))
          .allMatch(letter -> letter.partition() == 0)
          .extracting(DeadLetter::offset)
          .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
      assertThat(found.get(0).value()).isEqualTo(bad().get(0));
    }
  }

  private List<byte[]> bad() {
    byte[] whole = codec.encode(event("e-1", now, "c-1"));
    byte[] unknown = whole.clone();
    Arrays.fill(unknown, 2, 10, (byte) 7);
    return Arrays.asList(
        text("{'event_id':'e-1',", now),
        Arrays.copyOf(whole, whole.length - 3),
        unknown,
        HUGE,
        text("{'event_type':'page_view','event_time':%d,'customer_id':'c'}", now),
        text("{'event_id':'e-1','event_type':'page_view','event_time':%d}", now),
        text("{'event_id':'e-1','event_type':'page_view','customer_id':'c'}", now),
        text(
            "{'event_id':'e-1','event_type':'page_view','event_time':'2560-01-01T00:00:00Z',"
                + "'customer_id':'c'}",
            now),
        codec.encode(event("e-1", now + Duration.ofDays(30).toMillis(), "c-1")),
        null);
  }

  private static byte[] text(String json, long time) {
    return json.formatted(time).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static Event event(String id, long time, String customer) {
    return new Event(id, "page_view", time, customer, null, null, "web", null, Map.of());
  }
}
