package io.waymark.app.format.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.GoldenFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AmazonConnectGoldenTest {

  static List<Path> records() throws IOException {
    return GoldenFiles.of("amazon-connect");
  }

  @ParameterizedTest
  @MethodSource("records")
  void theseBytesBecomeExactlyTheseEvents(Path record) throws IOException {
    assertThat(GoldenFiles.told(new AmazonConnectFormat(), record))
        .isEqualTo(GoldenFiles.told(record));
  }
}
