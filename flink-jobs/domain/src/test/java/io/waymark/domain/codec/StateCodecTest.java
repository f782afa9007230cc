package io.waymark.domain.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.domain.event.Evidence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is written is read; what cannot be read says so. */
final class StateCodecTest {
  private static final long BASE = 1_767_225_600_000L;

  private static byte[] bytes(Consumer<StateWriter> content) {
    StateWriter out = new StateWriter(BASE);
    content.accept(out);
    return out.toByteArray(7);
  }

  private static StateReader read(Consumer<StateWriter> content) {
    return new StateReader(bytes(content));
  }

  @Test
  void theVersionStandsInFrontAndTheBaseIsKept() {
    byte[] bytes = bytes(out -> {});
    assertThat(StateReader.versionOf(bytes)).isEqualTo(7);
    assertThat(StateReader.versionOf(new byte[] {(byte) 200})).isEqualTo(200);
    assertThat(new StateReader(bytes).baseTime()).isEqualTo(BASE);
    // version, base, two empty tables, checksum
    assertThat(bytes).hasSize(1 + 8 + 2 + 4);
  }

  @Test
  void numbersOfAllSizes() {
    long[] longs = {0, 1, -1, 63, 64, 127, 128, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE};
    for (long value : longs) {
      StateReader in =
          read(
              out -> {
                out.fixedLong(value);
                out.time(value);
                out.scalar(value);
                out.fixed(value, 6);
              });
      assertThat(in.fixedLong()).isEqualTo(value);
      assertThat(in.time()).isEqualTo(value);
      assertThat(in.scalar()).isEqualTo(value);
      assertThat(in.fixed(6)).isEqualTo(value & 0xFFFF_FFFF_FFFFL);
    }
    for (int count : new int[] {0, 127, 128, 16_383, 16_384, Integer.MAX_VALUE}) {
      assertThat(read(out -> out.count(count)).count()).isEqualTo(count);
    }
  }

  @Test
  void smallNumbersTakeOneByte() {
    int empty = bytes(out -> {}).length;
    assertThat(bytes(out -> out.count(127))).hasSize(empty + 1);
    assertThat(bytes(out -> out.count(128))).hasSize(empty + 2);
    assertThat(bytes(out -> out.time(BASE - 64))).hasSize(empty + 1);
    assertThat(bytes(out -> out.time(BASE + 64))).hasSize(empty + 2);
    assertThat(bytes(out -> out.optionalTime(-5, -5))).hasSize(empty + 1);
  }

  @Test
  void valuesOfAllKinds() {
    Object[] values = {"text", "\uD83D\uDE00", 5L, 1.5, -0.0, true, false, BigInteger.TEN.pow(30)};
    for (Object value : values) {
      assertThat(read(out -> out.scalar(value)).scalar()).isEqualTo(value);
    }
    assertThat(read(out -> out.scalar(null)).scalar()).isNull();
    assertThatThrownBy(() -> bytes(out -> out.scalar(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void optionalThings() {
    assertThat(read(out -> out.string(null)).string()).isNull();
    assertThat(read(out -> out.optionalTime(9, -1)).optionalTime(-1)).isEqualTo(9);
    assertThat(read(out -> out.optionalTime(-1, -1)).optionalTime(-1)).isEqualTo(-1);
    assertThatThrownBy(() -> read(out -> out.string(null)).requiredString())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aStringIsStoredOnce() {
    int once = bytes(out -> out.string("a long text")).length;
    assertThat(
            bytes(
                out -> {
                  out.string("a long text");
                  out.string("a long text");
                }))
        .hasSize(once + 1);
  }

  @Test
  void anEventIsStoredOnceAndItsIdCanBeReferredTo() {
    Evidence first = new Evidence("e1", "a", BASE + 5, "/x");
    Evidence second = new Evidence("e2", "a", BASE - 5, null);
    StateReader in =
        read(
            out -> {
              out.evidence(List.of(first, second, first));
              out.evidence(second);
              out.eventId("e1");
              out.eventId("e2");
              out.eventId("other");
            });
    assertThat(in.evidenceList()).containsExactly(first, second, first);
    assertThat(in.evidence()).isEqualTo(second);
    assertThat(List.of(in.eventId(), in.eventId(), in.eventId()))
        .containsExactly("e1", "e2", "other");
  }

  @Test
  void theIdOfAStoredEventTakesOneByteMore() {
    Evidence event = new Evidence("a-long-event-id", "a", BASE, null);
    int once = bytes(out -> out.evidence(event)).length;
    assertThat(
            bytes(
                out -> {
                  out.evidence(event);
                  out.eventId("a-long-event-id");
                }))
        .hasSize(once + 1);
  }

  @Test
  void aBlockMayBeTheLastThing() {
    StateReader in = read(out -> out.block(block -> block.string("skipped")));
    in.skipTo(in.blockEnd());
    assertThatThrownBy(in::byteValue).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTextOfAnyLength() {
    String text = "text".repeat(10_000);
    StateReader in =
        read(
            out -> {
              out.raw(text);
              out.raw("after");
            });
    assertThat(in.raw()).isEqualTo(text);
    assertThat(in.raw()).isEqualTo("after");
  }

  @Test
  void blocksOfAnySizeCanBeSkipped() {
    for (int next = 0; next < 1_100; next++) {
      int size = next;
      StateReader in =
          read(
              out -> {
                out.block(
                    block -> {
                      for (int i = 0; i < size; i++) {
                        block.byteValue(i);
                      }
                    });
                out.string("after");
              });
      int end = in.blockEnd();
      List<Integer> content = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        content.add(in.byteValue());
      }
      for (int i = 0; i < size; i++) {
        assertThat(content.get(i)).isEqualTo(i & 0xFF);
      }
      in.skipTo(end);
      assertThat(in.string()).isEqualTo("after");
    }
  }

  @Test
  void whatWasNotWrittenCannotBeRead() {
    assertRefused(out -> {}, StateReader::byteValue);
    assertRefused(out -> out.count(0), StateReader::evidence);
    assertRefused(out -> out.count(5), StateReader::evidence);
    assertRefused(out -> out.count(1), StateReader::string);
    assertRefused(out -> out.count(5), StateReader::string);
    assertRefused(out -> out.count(5), StateReader::eventId);
    assertRefused(out -> out.count(5), StateReader::raw);
    assertRefused(out -> out.byteValue('?'), StateReader::scalar);
    assertRefused(out -> out.count(-1), StateReader::count);
    assertRefused(out -> out.fixedLong(-1), in -> in.skipTo(in.blockEnd()));
    assertRefused(out -> out.count(9), in -> in.skipTo(in.blockEnd()));
    assertRefused(
        out -> out.fixedLong(1),
        in -> {
          int end = in.blockEnd();
          in.fixedLong();
          in.skipTo(end);
        });
    assertRefused(
        out -> {
          out.fixedLong(-1);
          out.fixedLong(-1);
        },
        StateReader::time);
  }

  private static void assertRefused(Consumer<StateWriter> written, Consumer<StateReader> reading) {
    StateReader in = read(written);
    assertThatThrownBy(() -> reading.accept(in)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tooFewBytesForAChecksumAreRefused() {
    for (int length = 0; length < 6; length++) {
      byte[] bytes = new byte[length];
      assertThatThrownBy(() -> new StateReader(bytes)).isInstanceOf(IllegalStateException.class);
    }
  }
}
