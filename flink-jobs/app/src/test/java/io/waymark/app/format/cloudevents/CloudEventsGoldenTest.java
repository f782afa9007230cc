package io.waymark.app.format.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.format.GoldenFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CloudEventsGoldenTest {

  static List<Path> records() throws IOException {
    return GoldenFiles.of("cloudevents");
  }

  @ParameterizedTest
  @MethodSource("records")
  void theseBytesBecomeExactlyTheseEvents(Path record) throws IOException {
    assertThat(GoldenFiles.told(new CloudEventsFormat(), record))
        .isEqualTo(GoldenFiles.told(record));
  }
}
