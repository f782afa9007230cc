package io.waymark.app.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Replay.Order ALL =
      new Replay.Order(LetterChoice.ALL, null, Long.MAX_VALUE, false);

  private final Shelf shelf = new Shelf();
  private final List<Long> sent = new ArrayList<>();

  @BeforeEach
  void fileSome() {
    shelf.topic("in", 3);
    shelf.file(0, 1_000, letter(10, RejectReason.NO_ID));
    shelf.file(1, 2_000, letter(11, RejectReason.OVERSIZE));
    shelf.file(0, 3_000, letter(12, RejectReason.OVERSIZE));
    shelf.file(1, 4_000, letter(13, RejectReason.NO_ID));
  }

  @Test
  void lettersAreSentInTheOrderInWhichTheyWereFiledAndOnce() {
    assertThat(replay(ALL).complete()).isTrue();
    assertThat(sent).containsExactly(10L, 11L, 12L, 13L);

    shelf.file(0, 5_000, letter(14, RejectReason.NO_TIME));
    assertThat(replay(ALL).sent().total()).isEqualTo(1);
    assertThat(sent).endsWith(13L, 14L);
  }

  @Test
  void whatAChoiceLeavesOutIsSentByALaterReplay() {
    replay(of(RejectReason.OVERSIZE));
    assertThat(sent).containsExactly(11L, 12L);

    replay(of(RejectReason.OVERSIZE));
    assertThat(sent).hasSize(2);

    replay(ALL);
    assertThat(sent).containsExactly(11L, 12L, 10L, 13L);
  }

  @Test
  void aFewCanBeTriedFirst() {
    replay(new Replay.Order(LetterChoice.ALL, null, 2, false));
    assertThat(sent).containsExactly(10L, 11L);

    replay(ALL);
    assertThat(sent).containsExactly(10L, 11L, 12L, 13L);
  }

  @Test
  void againMeansAlsoWhatWasSentBefore() {
    replay(of(RejectReason.OVERSIZE));
    replay(new Replay.Order(choice(RejectReason.OVERSIZE), null, Long.MAX_VALUE, true));
    assertThat(sent).containsExactly(11L, 12L, 11L, 12L);

    replay(ALL);
    assertThat(sent).endsWith(12L, 10L, 13L);
  }

  @Test
  void aDryRunSendsAndRemembersNothing() {
    Replay replay = new Replay(shelf.open(), ALL);
    replay.dryRun();

    assertThat(replay.report().sent().total()).isEqualTo(4);
    assertThat(shelf.isUntouched()).isTrue();
  }

  @Test
  void whatWasNotAcknowledgedIsNotRemembered() {
    LetterSender broken =
        new LetterSender() {
          @Override
          public void send(DeadLetter letter, int partitions) {}

          @Override
          public void awaitAcknowledged() {
            throw new KafkaException("gone");
          }
        };

    assertThatThrownBy(() -> new Replay(shelf.open(), ALL).run(broken)).hasMessage("gone");

    assertThat(shelf.isUntouched()).isTrue();
  }

  @Test
  void aLongReplayIsRememberedOnTheWay() {
    for (int i = 0; i < 2_000; i++) {
      shelf.file(0, 5_000, letter(100 + i, RejectReason.NO_ID));
    }
    LetterSender breaksOff =
        new LetterSender() {
          @Override
          public void send(DeadLetter letter, int partitions) {
            if (letter.offset() == 2_000) {
              throw new IllegalStateException("killed");
            }
          }

          @Override
          public void awaitAcknowledged() {}
        };
    assertThatThrownBy(() -> new Replay(shelf.open(), ALL).run(breaksOff)).hasMessage("killed");

    replay(ALL);
    assertThat(sent).hasSize(1_004).startsWith(1_096L).endsWith(2_099L);
  }

  @Test
  void whatCantBeSentBackIsCountedByReason() {
    shelf.file(0, 5_000, cut());
    shelf.file(0, 6_000, new DeadLetter("gone", 0, 15, 1L, RejectReason.NO_ID, "", null, null));
    shelf.file(0, 7_000, new byte[] {1, 2, 3});

    ReplayReport report = replay(ALL);

    assertThat(sent).hasSize(4);
    assertThat(report.complete()).isFalse();
    assertThat(report.unsent(Obstacle.CUT).total()).isEqualTo(1);
    assertThat(report.unsent(Obstacle.NO_TOPIC).topics()).containsExactly("gone");
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(replay(ALL).complete()).isTrue();
  }

  private ReplayReport replay(Replay.Order order) {
    Replay replay = new Replay(shelf.open(), order);
    replay.run(
        new LetterSender() {
          @Override
          public void send(DeadLetter letter, int partitions) {
            assertThat(partitions).isEqualTo(3);
            replay.report().sent(letter);
            sent.add(letter.offset());
          }

          @Override
          public void awaitAcknowledged() {}
        });
    return replay.report();
  }

  private static Replay.Order of(RejectReason reason) {
    return new Replay.Order(choice(reason), null, Long.MAX_VALUE, false);
  }

  private static LetterChoice choice(RejectReason reason) {
    return new LetterChoice(Set.of(reason), Set.of());
  }

  private static DeadLetter letter(long offset, RejectReason reason) {
    return new DeadLetter("in", 0, offset, 1L, reason, "detail", null, new byte[] {1});
  }

  private static DeadLetter cut() {
    return new DeadLetter(
        "in", 0, 14, 1L, RejectReason.OVERSIZE, "", null, new byte[1], List.of(), true);
  }
}
