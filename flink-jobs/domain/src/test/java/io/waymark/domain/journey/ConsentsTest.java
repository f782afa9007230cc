package io.waymark.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a customer has agreed to once a device turns out to be theirs. */
final class ConsentsTest {
  private static final long T = 1_767_261_600_000L;

  @ParameterizedTest(name = "own {0}, the device''s {1}: {2}, newly refused: {3}")
  @CsvSource(
      textBlock =
          """
          # own, device, result, newly refused
          none,  none,   none,   false
          none,  yes,    none,   false
          none,  no,     no,     true
          yes,   none,   yes,    false
          yes,   yes,    yes,    false
          yes,   no,     no,     true
          no,    none,   no,     false
          no,    yes,    no,     false
          no,    no,     no,     false
          """)
  void aNoOfEitherStaysANoAndAYesIsOnlyTheCustomersOwn(
      String own, String device, String result, boolean refused) {
    // Whoever spoke last.
    for (int later : List.of(-1, 0, 1)) {
      Consents customer = said(own, T);

      assertThat(customer.merge(said(device, T + later)))
          .isEqualTo(refused ? List.of("marketing") : List.of());

      assertThat(customer.granted()).isEqualTo(said(result, T).granted());
    }
  }

  @Test
  void eachPurposeIsForItself() {
    Consents customer = new Consents();
    customer.take(word("analytics", true, T));
    customer.take(word("marketing", true, T));
    Consents device = new Consents();
    device.take(word("marketing", false, T));
    device.take(word("profiling", false, T));
    device.take(word("service", true, T));

    assertThat(customer.merge(device)).containsExactly("marketing", "profiling");

    assertThat(customer.granted())
        .isEqualTo(Map.of("analytics", true, "marketing", false, "profiling", false));
  }

  @Test
  void whoAgreesAfterwardsHasAgreed() {
    Consents customer = said("yes", T);
    customer.merge(said("no", T + 1));

    customer.take(word("marketing", true, T + 2));

    assertThat(customer.granted()).isEqualTo(Map.of("marketing", true));
  }

  @Test
  void aYesFromBeforeTheDevicesNoDoesNotUndoIt() {
    Consents customer = said("no", T);
    customer.merge(said("no", T + 2));

    customer.take(word("marketing", true, T + 1));

    assertThat(customer.granted()).isEqualTo(Map.of("marketing", false));
  }

  private static Consents said(String word, long time) {
    Consents consents = new Consents();
    if (!word.equals("none")) {
      consents.take(word("marketing", word.equals("yes"), time));
    }
    return consents;
  }

  private static Event word(String purpose, boolean granted, long time) {
    return new Event(
        "e",
        "consent_updated",
        time,
        "c",
        null,
        null,
        "web",
        null,
        Map.of("purpose", purpose, "granted", granted));
  }
}
