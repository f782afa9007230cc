package io.waymark.app.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

  @Test
  void linesAreNumberedAndBlankOnesPassedOver() throws Exception {
    assertThat(lines("a\n\n \r\nb\r\nc", 10)).containsExactly("1:a", "4:b\r", "5:c");
    assertThat(lines("", 10)).isEmpty();
    assertThat(lines("\n\n", 10)).isEmpty();
  }

  @Test
  void aByteOrderMarkIsPassedOverAtTheStartOnly() throws Exception {
    assertThat(lines("\uFEFF1234\n\uFEFFb\n", 4)).containsExactly("1:1234", "2:\uFEFFb");
    assertThat(lines("\uFEFF", 4)).isEmpty();
    assertThat(lines("ab", 4)).containsExactly("1:ab");
  }

  @Test
  void aLineAboveTheBoundIsCutAndTheNextOneIsWhole() throws Exception {
    String huge = "x".repeat(1_000_000);

    assertThat(lines("1234\n" + huge + "\n1234\n", 4))
        .containsExactly("1:1234", "2:xxxxx", "3:1234");
  }

  @Test
  void aCutLineIsRefusedAsOversize() throws Exception {
    try (JsonLines lines = open("{".repeat(1_000), 100)) {
      byte[] line = lines.next();
      assertThat(
              catchThrowableOfType(
                      UndecodableException.class, () -> new WaymarkFormat(100).read(line))
                  .reason())
          .isEqualTo(RejectReason.OVERSIZE);
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void linesLongerThanAChunkAreWhole() throws Exception {
    String big = "y".repeat(200_000);

    assertThat(lines(big + "\nz\n", 1 << 20)).containsExactly("1:" + big, "2:z");
  }

  private static List<String> lines(String text, int maxBytes) throws IOException {
    List<String> all = new ArrayList<>();
    try (JsonLines lines = open(text, maxBytes)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        all.add(lines.number() + ":" + new String(line, UTF_8));
      }
    }
    return all;
  }

  private static JsonLines open(String text, int maxBytes) {
    return new JsonLines(new ByteArrayInputStream(text.getBytes(UTF_8)), maxBytes);
  }
}
