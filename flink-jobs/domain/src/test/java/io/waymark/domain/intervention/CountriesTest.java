package io.waymark.domain.intervention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
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
          081 234 5678,       -,  -
          +1 212 555 0100,    -,  -
          +7 495 123,         -,  -
          +,                  -,  -
          """)
  void aNumberThatNamesACountryOfOneTimeTellsTheTime(String phone, String country, String zone) {
    assertThat(Countries.ofPhone(phone)).isEqualTo(country);
    if (country != null) {
      assertThat(Countries.zone(country)).isEqualTo(ZoneId.of(zone).getId());
    }
  }
}
