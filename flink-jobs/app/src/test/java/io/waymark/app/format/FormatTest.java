package io.waymark.app.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
  @ParameterizedTest
  @EnumSource(NamedFormat.class)
  void eachIsFoundByItsNameAndTravelsWithAJob(NamedFormat format) throws Exception {
    assertThat(Format.named(format.title())).isSameAs(format);
    assertThat(InstantiationUtil.clone(format)).isSameAs(format);
  }

  @ParameterizedTest
  @EnumSource(NamedFormat.class)
  void eachHasASectionInTheDocument(NamedFormat format) throws IOException {
    assertThat(Files.readString(Path.of("formats.md"))).contains("\n`" + format.title() + "`");
  }

  @ParameterizedTest
  @EnumSource(NamedFormat.class)
  void noneReadsWhatIsTooLarge(NamedFormat format) {
    byte[] large = "{}".repeat(50).getBytes(UTF_8);
    ReadingLines readings = new ReadingLines();

    format.open(99).read(SourceRecord.line(large), readings);

    assertThat(readings.lines).containsExactly("refused, oversize: it has more than 99 bytes");
    assertThat(readings.refused).containsExactly(large);
  }

  @ParameterizedTest
  @EnumSource(NamedFormat.class)
  void noneReadsARecordWithoutAValue(NamedFormat format) {
    ReadingLines readings = new ReadingLines();

    format.open(99).read(new SourceRecord(null, null, Map.of(), 1L), readings);

    assertThat(readings.lines)
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("refused, "));
  }

  @Test
  void ofAnUnknownNameTheKnownOnesAreSaid() {
    assertThatThrownBy(() -> Format.named("csv"))
        .isInstanceOf(UnknownFormat.class)
        .hasMessageStartingWith("there is no format csv; there are waymark, segment");
  }
}
