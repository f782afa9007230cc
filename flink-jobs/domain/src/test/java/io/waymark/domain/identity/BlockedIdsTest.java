package io.waymark.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockedIdsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "0000000000",
        "-",
        "00000000-0000-0000-0000-000000000000",
        "-1",
        "null",
        "NULL",
        "Undefined",
        "anonymous",
        "void",
        "none",
        "nil",
        "NaN",
        "test@example.com",
        "TEST@test"
      })
  void meansNobody(String id) {
    assertThat(BlockedIds.contains(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c42", "0042", "-10", "nullah", "nobody@example.com", "testing", "1", "a", "00a"})
  void isSomebody(String id) {
    assertThat(BlockedIds.contains(id)).isFalse();
  }
}
