package io.waymark.domain.intervention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          +66 81 234 5678,    TH, Asia/Bangkok
          0066812345678,      TH, Asia/Bangkok
          +49 (0)30 1234,     DE, Europe/Berlin
          +353 1 234,         IE, Europe/Dublin
          +351 1 234,         PT, Europe/Lisbon Atlantic/Azores
          +1 212 555 0100,    US, America/New_York America/Chicago America/Los_Angeles America/Denver
          +7 495 123,         RU, Europe/Moscow Asia/Yekaterinburg Asia/Novosibirsk Europe/Samara
          081 234 5678,       -,  -
          +999 1,             -,  -
          +,                  -,  -
          """)
  void aNumberThatNamesACountryTellsWhatTimeItMayBeThere(
      String phone, String country, String zones) {
    assertThat(Countries.ofPhone(phone)).isEqualTo(country);
    if (country != null) {
      assertThat(Countries.zones(country))
          .extracting(ZoneId::getId)
          .containsExactly(zones.split(" "));
    }
  }

  @Test
  void aCountryWithoutACodeOfItsOwnIsKnownByItsName() {
    assertThat(Countries.zones("ca")).hasSize(5).startsWith(ZoneId.of("America/Toronto"));
    assertThat(Countries.zones("XX")).isEmpty();
  }
}
