package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.registry.FakeRegistry;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Each broken record is one dead letter, for the reason for which it was broken. */
class MixedTest {
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
}
