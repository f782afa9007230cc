package io.waymark.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShippedJavaTest {
  @Test
  void whatIsMeasuredIsWhatIsShipped() throws Exception {
    String collector = ShippedJava.OPTIONS.replaceFirst("-Xms\\S+ -Xmx\\S+ ", "");

    assertThat(Files.readString(Path.of("../../infra/compose.yaml"))).contains(collector);
  }
}
