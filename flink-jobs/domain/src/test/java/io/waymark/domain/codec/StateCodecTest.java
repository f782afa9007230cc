package io.waymark.domain.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.domain.event.Evidence;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is written is read; what cannot be read says so. */
final class StateCodecTest {
  private static final long BASE = 1_767_225_600_000L;

  private static byte[] bytes(Consumer<StateWriter> content) {
    StateWriter out = StateWriter.of(7, BASE, 0);
    content.accept(out);
    return out.toByteArray();
  }

  private static StateReader read(Consumer<StateWriter> content) {
    return StateReader.of(bytes(content));
  }

  @Test
  void theVersionStandsInFrontAndTheBaseIsKept() {
    byte[] bytes = bytes(out -> {});
    assertThat(StateReader.versionOf(bytes)).isEqualTo(7);
    assertThat(StateReader.versionOf(new byte[] {(byte) 200})).isEqualTo(200);
    assertThat(StateReader.of(bytes).baseTime()).isEqualTo(BASE);
    // version, base, checksum
    assertThat(bytes).hasSize(1 + 8 + 4);
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
  void anEventIsStoredOnce() {
    Evidence first = new Evidence("e1", "a", BASE + 5, "/x");
    Evidence second = new Evidence("e2", "a", BASE - 5, null);
    StateReader in =
        read(
            out -> {
              out.evidence(List.of(first, second, first));
              out.evidence(second);
            });
    assertThat(in.evidenceList()).containsExactly(first, second, first);
    assertThat(in.evidence()).isEqualTo(second);
  }

  @Test
  void aBlockMayBeTheLastThing() {
    StateReader in = read(out -> out.block(block -> block.string("skipped")));
    assertThat(in.block().string()).isEqualTo("skipped");
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
  void blocksOfAnySizeCanBeReadPassedByAndCopied() {
    for (int next = 0; next < 1_100; next++) {
      int size = next;
      Consumer<StateWriter> content =
          out -> {
            out.block(
                block -> {
                  for (int i = 0; i < size; i++) {
                    block.byteValue(i);
                  }
                });
            out.string("after");
          };
      StateReader in = read(content);
      StateReader block = in.block();
      assertThat(in.string()).isEqualTo("after");
      for (int i = 0; i < size; i++) {
        assertThat(block.byteValue()).isEqualTo(i & 0xFF);
      }
      assertThat(block.left()).isZero();
      assertThatThrownBy(block::byteValue).isInstanceOf(IllegalStateException.class);
      byte[] copied =
          bytes(
              out -> {
                block.copyBlockTo(out);
                out.string("after");
              });
      assertThat(copied).isEqualTo(bytes(content));
    }
  }

  @Test
  void aBlockRefersToNothingAroundIt() {
    Evidence event = new Evidence("e1", "a", BASE + 5, "/x");
    StateReader in =
        read(
            out -> {
              out.string("outside");
              out.evidence(event);
              out.block(
                  outer -> {
                    outer.string("outside");
                    outer.block(
                        inner -> {
                          inner.string("outside");
                          inner.evidence(List.of(event, event));
                        });
                    outer.string("outside");
                    outer.evidence(event);
                  });
              out.string("outside");
              out.evidence(event);
            });
    assertThat(in.string()).isEqualTo("outside");
    assertThat(in.evidence()).isEqualTo(event);
    StateReader outer = in.block();
    assertThat(in.string()).isEqualTo("outside");
    assertThat(in.evidence()).isEqualTo(event);
    assertThat(outer.string()).isEqualTo("outside");
    StateReader inner = outer.block();
    assertThat(outer.string()).isEqualTo("outside");
    assertThat(outer.evidence()).isEqualTo(event);
    assertThat(inner.string()).isEqualTo("outside");
    assertThat(inner.evidenceList()).containsExactly(event, event);
  }

  @Test
  void partsAreFoundByTheirBytes() {
    StateWriter part = StateWriter.ofPart();
    part.scalar("k1");
    part.scalar(7L);
    byte[] bytes = part.toPart();
    StateReader in =
        read(
            out -> {
              out.raw(bytes);
              out.raw(bytes);
            });
    assertThat(in.skipRaw(new byte[] {1, 2})).isFalse();
    assertThat(in.skipRaw(bytes)).isTrue();
    assertThat(in.rawBytes()).isEqualTo(bytes);
    StateReader of = StateReader.ofPart(bytes);
    assertThat(of.scalar()).isEqualTo("k1");
    assertThat(of.scalar()).isEqualTo(7L);
    assertThat(of.left()).isZero();
  }

  @Test
  void whatWasNotWrittenCannotBeRead() {
    assertRefused(out -> {}, StateReader::byteValue);
    assertRefused(out -> out.count(0), StateReader::evidence);
    assertRefused(out -> out.count(5), StateReader::evidence);
    assertRefused(out -> out.count(1), StateReader::string);
    assertRefused(out -> out.count(5), StateReader::string);
    assertRefused(out -> out.count(5), StateReader::rawBytes);
    assertRefused(out -> out.count(5), StateReader::raw);
    assertRefused(out -> out.byteValue('?'), StateReader::scalar);
    assertRefused(out -> out.count(-1), StateReader::count);
    assertRefused(out -> out.fixedLong(-1), StateReader::block);
    assertRefused(out -> out.count(9), StateReader::block);
    assertRefused(out -> out.count(9), in -> in.skipRaw(new byte[1]));
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
      assertThatThrownBy(() -> StateReader.of(bytes)).isInstanceOf(IllegalStateException.class);
    }
  }
}
