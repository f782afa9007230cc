package io.waymark.domain.delivery;

import static io.waymark.domain.delivery.DeliveryStory.HOUR;
import static io.waymark.domain.delivery.DeliveryStory.TEN;
import static io.waymark.domain.delivery.DeliveryStory.destination;
import static io.waymark.domain.delivery.DeliveryStory.dispatch;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever destinations answer, whoever takes back what, whenever the job goes down, and however
 * far it goes back then: a plain bookkeeper, who goes back with it, finds nothing to complain of.
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
    NEXT,
    CANCEL,
    WITHDRAW,
    FORGET,
    ANSWER,
    PASS,
    CHECKPOINT,
    CRASH,
    CRASH_BACK
  }

  private record Step(Act act, int which, int reply, long millis) {}

  /** Something that comes to the lane, and comes again if the job goes back behind it. */
  private interface Input {
    void into(LaneAtWork work, Books books);
  }

  /** What a bookkeeper writes down: nothing of how a lane works. */
  private static final class Books {
    private final List<Dispatch> all = new ArrayList<>();
    private final Set<String> stopped = new HashSet<>();
    private final Map<String, Integer> ends = new HashMap<>();
    private int sent;
    private int told;
    private int retries;

    Books() {}

    /** What is said from now on of what was written then. */
    Books(Books then, Books now) {
      all.addAll(then.all);
      stopped.addAll(then.stopped);
      ends.putAll(then.ends);
      sent = now.sent;
      told = now.told;
      retries = now.retries;
    }

    Dispatch chosen(Step step) {
      return all.isEmpty()
          ? dispatch("unknown", Long.MAX_VALUE)
          : all.get(step.which() % all.size());
    }

    Dispatch enter(Dispatch dispatch) {
      stop(dispatch.subjectId());
      all.add(dispatch);
      return dispatch;
    }

    String freshId() {
      return "m" + all.size();
    }

    void stop(String subjectId) {
      all.stream()
          .filter(dispatch -> dispatch.subjectId().equals(subjectId))
          .forEach(dispatch -> stopped.add(dispatch.message().id()));
    }

    void look(LaneAtWork work) {
      assertThat(work.inFlight).hasSizeLessThanOrEqualTo(2);
      for (String id : work.sent.subList(sent, work.sent.size())) {
        assertThat(ends).doesNotContainKey(id);
        assertThat(stopped).doesNotContain(id);
      }
      for (String line : work.told.subList(told, work.told.size())) {
        String id = line.substring(0, line.indexOf(' '));
        if (line.endsWith("FAILED")) {
          assertThat(work.retries.get(retries++)).isLessThan(expiry(id));
        } else {
          ends.merge(id, 1, Integer::sum);
        }
      }
      sent = work.sent.size();
      told = work.told.size();
    }

    private long expiry(String id) {
      return all.stream()
          .map(Dispatch::message)
          .filter(message -> message.id().equals(id))
          .findFirst()
          .orElseThrow()
          .expiresAt();
    }

    void close() {
      assertThat(ends.keySet())
          .isEqualTo(all.stream().map(it -> it.message().id()).collect(Collectors.toSet()));
      assertThat(ends.values()).allMatch(count -> count == 1);
    }
  }

  /** A lane, its bookkeeper, and where both go back to when the job goes down. */
  private static final class Run {
    private final LaneAtWork work = new LaneAtWork(destination("crm"), 12);
    private Books books = new Books();
    private LaneAtWork.Checkpoint checkpoint = work.checkpoint();
    private Books booksThen = new Books();
    private final List<Input> since = new ArrayList<>();

    void take(Input input) {
      since.add(input);
      input.into(work, books);
      books.look(work);
    }

    void keep() {
      checkpoint = work.checkpoint();
      booksThen = new Books(books, books);
      since.clear();
    }

    /** What came since then comes again, in order, and nothing else is forgotten. */
    void goBack() {
      books = new Books(booksThen, books);
      work.restore(checkpoint);
      books.look(work);
      for (Input input : since) {
        input.into(work, books);
        books.look(work);
      }
    }
  }

  @Property(tries = 3_000)
  void everyMessageEndsOnceAndNoneIsSentTooLateOrTooSoonOrAfterItWasStopped(
      @ForAll("steps") List<Step> steps) {
    Run run = new Run();
    for (Step step : steps) {
      act(run, step);
      run.books.look(run.work);
    }
    finish(run.work);
    run.books.look(run.work);
    run.books.close();
    assertThat(run.work.stored()).isZero();
  }

  private static void act(Run run, Step step) {
    LaneAtWork work = run.work;
    switch (step.act()) {
      case ANSWER ->
          work.inFlight.stream()
              .skip(work.inFlight.isEmpty() ? 0 : step.which() % work.inFlight.size())
              .findFirst()
              .ifPresent(id -> work.answer(id, REPLIES.get(step.reply())));
      case PASS -> work.pass(step.millis());
      case CHECKPOINT -> run.keep();
      case CRASH -> work.crash();
      case CRASH_BACK -> run.goBack();
      default -> run.take(input(run, step));
    }
  }

  private static Input input(Run run, Step step) {
    Dispatch chosen = run.books.chosen(step);
    String fresh = run.books.freshId();
    long expiresAt = run.work.now + step.millis();
    return switch (step.act()) {
      case ADD -> (work, books) -> work.add(books.enter(dispatch(fresh, expiresAt)));
      case NEXT -> (work, books) -> work.add(books.enter(next(fresh, chosen, expiresAt)));
      case CANCEL -> (work, books) -> work.annul(books.enter(next(fresh, chosen, expiresAt)));
      case WITHDRAW ->
          (work, books) -> {
            books.stopped.add(chosen.message().id());
            work.withdraw(chosen.message().id());
          };
      case FORGET ->
          (work, books) -> {
            books.stop(chosen.subjectId());
            work.forget(chosen.subjectId());
          };
      default -> throw new IllegalArgumentException("no input: " + step);
    };
  }

  /** Something later of the same subject. */
  private static Dispatch next(String id, Dispatch earlier, long expiresAt) {
    Message message = dispatch(id, expiresAt).message();
    return new Dispatch(message, earlier.subjectId(), List.of(), null, null);
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
                Tuple.of(3, Act.NEXT),
                Tuple.of(2, Act.CANCEL),
                Tuple.of(1, Act.WITHDRAW),
                Tuple.of(1, Act.FORGET),
                Tuple.of(8, Act.ANSWER),
                Tuple.of(4, Act.PASS),
                Tuple.of(2, Act.CHECKPOINT),
                Tuple.of(2, Act.CRASH),
                Tuple.of(1, Act.CRASH_BACK)),
            Arbitraries.integers().between(0, 30),
            Arbitraries.integers().between(0, REPLIES.size() - 1),
            Arbitraries.longs().between(0, 4 * HOUR))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }
}
