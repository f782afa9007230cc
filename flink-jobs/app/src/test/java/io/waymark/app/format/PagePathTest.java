package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagePathTest {

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/a/b?mail=x#y, /a/b",
    "https://shop.example, /",
    "https://shop.example?q=/a, /",
    "https://shop.example#/a, /",
    "/a?next=https://shop.example/b, /a",
    "?q=1, /",
    "Basket, Basket",
    "mailto:help@shop.example,",
    "TEL:+49301234,",
    "'',",
    ",",
  })
  void onlyThePathIsLeft(String url, String expected) {
    assertThat(PagePath.of(url)).isEqualTo(expected);
  }
}
