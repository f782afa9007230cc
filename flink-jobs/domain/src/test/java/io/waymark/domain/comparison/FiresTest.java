package io.waymark.domain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.comparison.Fires.Fire;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a rule in shadow would have done, beside what the live one did. */
final class FiresTest {
  @Test
  void whoIsNoticedByBothIsAPairAndTheOthersAreOneRulesAlone() {
    Fires found = Fires.compare(fires("ann 100", "bob 100"), fires("cleo 100", "bob 103"), 5);

    assertThat(told(found)).containsExactly("bob 100-103", "1: ann 100", "2: cleo 100");
    assertThat(found.both().get(0).isAtOnce()).isFalse();
  }

  @Test
  void howFarApartIsInclusive() {
    assertThat(told(Fires.compare(fires("ann 100"), fires("ann 105"), 5)))
        .containsExactly("ann 100-105");
    assertThat(told(Fires.compare(fires("ann 100"), fires("ann 106"), 5)))
        .containsExactly("1: ann 100", "2: ann 106");
    assertThat(told(Fires.compare(fires("ann 106"), fires("ann 100"), 5)))
        .containsExactly("1: ann 106", "2: ann 100");
  }

  @Test
  void eachIsInOnePairAtMostAndThereAreAsManyAsCanBe() {
    assertThat(told(Fires.compare(fires("ann 4", "ann 0"), fires("ann 8", "ann 3"), 4)))
        .containsExactly("ann 0-3", "ann 4-8");
    assertThat(told(Fires.compare(fires("ann 0", "ann 1", "ann 2"), fires("ann 1"), 9)))
        .containsExactly("ann 0-1", "1: ann 1", "1: ann 2");
  }

  private static List<Fire> fires(String... fires) {
    return Stream.of(fires)
        .map(fire -> fire.split(" "))
        .map(words -> new Fire(String.join("@", words), words[0], Long.parseLong(words[1])))
        .toList();
  }

  private static List<String> told(Fires found) {
    return Stream.of(
            found.both().stream()
                .map(
                    pair ->
                        pair.one().customerId()
                            + " "
                            + pair.one().occurredAt()
                            + "-"
                            + pair.other().occurredAt()),
            found.onlyOne().stream().map(fire -> "1: " + told(fire)),
            found.onlyOther().stream().map(fire -> "2: " + told(fire)))
        .flatMap(lines -> lines)
        .toList();
  }

  private static String told(Fire fire) {
    return fire.customerId() + " " + fire.occurredAt();
  }
}
