package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnakeCaseTest {

  @ParameterizedTest
  @CsvSource({
    "Add To Basket, add_to_basket",
    "addToBasket, add_to_basket",
    "add-to-basket, add_to_basket",
    "HTMLPage, html_page",
    "step2Done, step2_done",
    "'  (odd) ', odd",
    "ถามราคา, ถามราคา",
    "Größe ÄNDERN, größe_ändern",
    "!?, ''",
  })
  void wordsAreJoinedByUnderscores(String name, String expected) {
    assertThat(SnakeCase.of(name)).isEqualTo(expected);
  }
}
