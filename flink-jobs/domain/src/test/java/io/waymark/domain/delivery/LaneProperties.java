package io.waymark.domain.delivery;

import static io.waymark.domain.delivery.DeliveryStory.HOUR;
import static io.waymark.domain.delivery.DeliveryStory.TEN;
import static io.waymark.domain.delivery.DeliveryStory.destination;
import static io.waymark.domain.delivery.DeliveryStory.dispatch;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever destinations answer, whoever takes back what, whenever the job goes down: a plain
 * bookkeeper finds nothing to complain of.
 */
final class LaneProperties {
  private static final List<Reply> REPLIES =
      List.of(
          new Reply(200, null, null),
          new Reply(503, null, null),
          new Reply(429, 60_000L, null),
          new Reply(400, null, null),
          new Reply(302, null, null),
          new Reply(410, null, null),
          new Reply(0, null, "timeout"),
          new Reply(0, null, "forbidden_address"));

  private enum Act {
    ADD,
    CANCEL,
    WITHDRAW,
    ANSWER,
    PASS,
    CRASH
  }

  private record Step(Act act, int which, int reply, long millis) {}

  @Property(tries = 3_000)
  void everyMessageEndsOnceAndNoneIsSentTooLateOrTooSoon(@ForAll("steps") List<Step> steps) {
    LaneAtWork work = new LaneAtWork(destination("crm"), 12);
    Map<String, Long> expiry = new HashMap<>();
    int sent = 0;
    int told = 0;
    Map<String, Long> earliest = new HashMap<>();
    Map<String, Integer> ends = new HashMap<>();
    for (Step step : steps) {
      Set<String> before = new HashSet<>(work.inFlight);
      int retriesBefore = work.retries.size();
      act(work, step, expiry);
      assertThat(work.inFlight).hasSizeLessThanOrEqualTo(2);
      for (String id : work.sent.subList(sent, work.sent.size())) {
        assertThat(ends).doesNotContainKey(id);
        assertThat(before.contains(id) && step.act() != Act.ANSWER && step.act() != Act.CRASH)
            .isFalse();
      }
      sent = work.sent.size();
      int retry = retriesBefore;
      for (String line : work.told.subList(told, work.told.size())) {
        String id = line.substring(0, line.indexOf(' '));
        if (line.endsWith("FAILED")) {
          earliest.put(id, work.retries.get(retry++));
          assertThat(earliest.get(id)).isLessThan(expiry.get(id));
        } else {
          ends.merge(id, 1, Integer::sum);
        }
      }
      told = work.told.size();
    }
    finish(work);
    work.told.subList(told, work.told.size()).stream()
        .filter(line -> !line.endsWith("FAILED"))
        .forEach(line -> ends.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum));
    assertThat(ends.keySet()).isEqualTo(expiry.keySet());
    assertThat(ends.values()).allMatch(count -> count == 1);
    assertThat(work.stored()).isZero();
  }

  private static void act(LaneAtWork work, Step step, Map<String, Long> expiry) {
    String chosen = "m" + (expiry.isEmpty() ? 0 : step.which() % expiry.size());
    switch (step.act()) {
      case ADD -> work.add(fresh(work, step, expiry));
      case CANCEL -> work.add(fresh(work, step, expiry), chosen, false, 0);
      case WITHDRAW -> work.withdraw(chosen);
      case ANSWER ->
          work.inFlight.stream()
              .skip(work.inFlight.isEmpty() ? 0 : step.which() % work.inFlight.size())
              .findFirst()
              .ifPresent(id -> work.answer(id, REPLIES.get(step.reply())));
      case PASS -> work.pass(step.millis());
      case CRASH -> work.crash();
    }
  }

  private static Dispatch fresh(LaneAtWork work, Step step, Map<String, Long> expiry) {
    String id = "m" + expiry.size();
    long expiresAt = work.now + step.millis();
    expiry.put(id, expiresAt);
    return dispatch(id, expiresAt);
  }

  /** Everything that is on its way fails for good, and time goes on beyond every expiry. */
  private static void finish(LaneAtWork work) {
    for (int i = 0; i < 200 && work.stored() > 0; i++) {
      work.inFlight.stream().toList().forEach(id -> work.answer(id, REPLIES.get(2)));
      work.pass(HOUR);
    }
    assertThat(work.now).isGreaterThanOrEqualTo(TEN);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(6, Act.ADD),
                Tuple.of(2, Act.CANCEL),
                Tuple.of(1, Act.WITHDRAW),
                Tuple.of(8, Act.ANSWER),
                Tuple.of(4, Act.PASS),
                Tuple.of(1, Act.CRASH)),
            Arbitraries.integers().between(0, 30),
            Arbitraries.integers().between(0, REPLIES.size() - 1),
            Arbitraries.longs().between(0, 4 * HOUR))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }
}
