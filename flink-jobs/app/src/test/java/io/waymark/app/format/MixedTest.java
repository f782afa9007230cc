package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.registry.FakeRegistry;
import java.util.EnumSet;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Each broken record is one dead letter, for the reason for which it was broken. */
class MixedTest {
  private static final Set<String> BINARY = Set.of("avro", "registered");

  @Test
  void eachIsRefusedForItsReason() throws Exception {
    SoftAssertions softly = new SoftAssertions();
    try (FakeRegistry registry = FakeRegistry.start().with(1)) {
      for (Mixed source : Mixed.all(registry)) {
        assertThat(source.sound()).as(source.name()).isNotEmpty();
        RecordFormat format = source.sample().open(registry).open(1 << 20);
        for (int i = 0; i < source.broken().size(); i++) {
          Broken broken = source.broken().get(i);
          softly
              .assertThat(ReadAtLast.read(format, broken.record()).lines())
              .as("%s, broken record %d", source.name(), i)
              .anyMatch(line -> line.startsWith("refused " + broken.reason().code()))
              .hasSize(1);
        }
      }
    }
    softly.assertAll();
  }

  /** Only binary formats have schemas that a record could name wrongly. */
  @Test
  void eachSourceIsBrokenInEveryWay() throws Exception {
    SoftAssertions softly = new SoftAssertions();
    try (FakeRegistry registry = FakeRegistry.start().with(1)) {
      for (Mixed source : Mixed.all(registry)) {
        softly
            .assertThat(source.broken())
            .as(source.name())
            .extracting(Broken::kind)
            .containsAll(EnumSet.complementOf(EnumSet.of(Broken.Kind.WRONG_SCHEMA)));
        if (BINARY.contains(source.name())) {
          softly
              .assertThat(source.broken())
              .as(source.name())
              .extracting(Broken::kind)
              .contains(Broken.Kind.WRONG_SCHEMA);
        }
      }
    }
    softly.assertAll();
  }
}
