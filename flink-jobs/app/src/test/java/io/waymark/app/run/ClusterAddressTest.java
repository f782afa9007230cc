package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterAddressTest {

  @ParameterizedTest
  @CsvSource({
    "http://flink:8081, http://flink:8081",
    "http://10.0.0.7:80, http://10.0.0.7:80",
    "http://flink:8081/, http://flink:8081"
  })
  void hostAndPortAreAnAddress(String text, String address) {
    assertThat(ClusterAddress.parse(text)).map(ClusterAddress::toString).hasValue(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:8081",
        "http://localhost",
        "http://:8081",
        "http://localhost:0",
        "http://localhost:65536",
        "https://localhost:8081",
        "http://localhost:8081/jobs",
        "http://localhost:8081?x=1",
        "http://me@localhost:8081",
        "http://local host:8081",
        "flink"
      })
  void everythingElseIsNone(String text) {
    assertThat(ClusterAddress.parse(text)).isEmpty();
  }

  @Test
  void itIsKnownWhetherThatIsThisMachine() {
    assertThat(ClusterAddress.parse("http://localhost:8081").orElseThrow().isOnThisMachine())
        .isTrue();
    // Reserved for documentation: nobody has it.
    assertThat(ClusterAddress.parse("http://192.0.2.1:8081").orElseThrow().isOnThisMachine())
        .isFalse();
  }
}
