package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.journey.Stage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a catalogue may say of journeys, and how it is told what is wrong with it. */
final class JourneyReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          four     ; awareness engagement conversion retention
          five     ; awareness consideration purchase retention advocacy
          six_step ; awareness information_search purchase_decision use after_sales word_of_mouth
          seven    ; awareness discovery interest consideration action use support
          """)
  void theShippedModelsHaveTheseStages(String model, String stages) {
    Catalogue catalogue = load("journey: {model: " + model + "}");
    assertThat(catalogue.problems()).isEmpty();
    assertThat(ids(catalogue)).containsExactly(stages.split(" "));
    assertThat(catalogue.model().stages())
        .allMatch(s -> s.labels().keySet().equals(Set.of("en", "th")));
  }

  @Test
  void fiveStagesAreTheDefault() {
    assertThat(ids(Catalogue.shipped())).hasSize(5).contains("advocacy");
  }

  @Test
  void theSameThaiWordIsAdvocacyInOneModelAndSupportInAnother() {
    Stage advocacy = load("journey: {model: five}").model().stages().get(4);
    Stage support = load("journey: {model: seven}").model().stages().get(6);
    assertThat(advocacy.labels()).containsEntry("th", support.labels().get("th"));
    assertThat(advocacy.labels().get("en")).isEqualTo("Advocacy");
    assertThat(support.labels().get("en")).isEqualTo("Support");
  }

  @Test
  void aSectionReplacesTheShippedOneAndTheOthersStay() {
    Catalogue catalogue =
        load(
            """
            journey:
              touchpoints: 7
              effort: { half_life: 1d, scale: 5, add: [ { when: { event: x }, points: 2 } ] }
            """);
    assertThat(catalogue.problems()).isEmpty();
    assertThat(catalogue.model().touchpoints()).isEqualTo(7);
    assertThat(catalogue.model().scoring().effortScale()).isEqualTo(5);
    assertThat(catalogue.model().scoring().struggles()).isNotEmpty();
    assertThat(ids(catalogue)).hasSize(5);
  }

  @Test
  void stagesOfYourOwnHaveNoMovesButYours() {
    Catalogue catalogue =
        load(
            """
            journey:
              model: claim
              stages:
                - { id: filed, label: { en: Filed }, enter: [ { event: claim_filed } ] }
                - { id: decided, enter: [ { event: claim_decided } ], overstayed_after: 7d }
            """);
    assertThat(catalogue.problems()).isEmpty();
    assertThat(catalogue.model().id()).isEqualTo("claim");
    assertThat(catalogue.model().stages())
        .containsExactly(
            new Stage("filed", Map.of("en", "Filed"), null),
            new Stage("decided", Map.of(), 7L * 24 * 3_600_000));
  }

  @Test
  void whatIsPublishedLoadsBackToTheSameModel() {
    Catalogue catalogue =
        load(
            """
            journey:
              model: seven
              # Nobody lapses here.
              presence: { channels: [web], dormant_after: 10d,
                lapsed_after: 400d }
            rules: [{id: r, title: t, when: {event: x}}]
            """);
    String document = Objects.requireNonNull(catalogue.journey()).document();
    assertThat(load(document).model()).isEqualTo(catalogue.model());
  }

  @Test
  void everyMistakeIsToldAtOnceWithItsPlace() {
    Catalogue catalogue =
        load(
            """
            journey:
              stages:
                - { id: One, enter: [ { event: x } ] }
                - { id: two, enter: [ { absence: { after: x, of: y, within: 1h } } ] }
              regress: [ { when: { event: z }, to: three } ]
              presence: { channels: [web], dormant_after: 3d, lapsed_after: 2d }
              emotion: { peak: 1, last: 0, mean: 0, peak_within: 1d, half_life: 1d, recovery: 7,
                friction: {}, add: [ { when: { event: x } } ] }
              thresholds: { effort: [80, 50] }
              touchpoint: 3
            """);
    assertThat(catalogue.problems())
        .extracting(p -> p.place().line() + ": " + p.message())
        .containsExactly(
            "3: id: expected snake_case, got \"One\"",
            "4: expected event, count, sequence or score; for another pattern, name a rule",
            "5: to: there is no stage \"three\"",
            "6: lapsed_after: expected more than dormant_after",
            "7: recovery: expected -1 to 1, or \"survey\"",
            "8: emotion: expected \"valence\", or \"of\" with \"from\" and \"to\"",
            "9: effort: expected rising levels",
            "10: journey: unknown key \"touchpoint\"; did you mean \"touchpoints\"?");
  }

  @Test
  void namesThatAreStoredAsTheSameNumberAreRefused() {
    Catalogue catalogue =
        load(
            """
            journey:
              stages:
                - { id: plan, enter: [ { event: x } ] }
                - { id: plc0, enter: [ { event: y } ] }
              frustration:
                add:
                  - { id: plan, when: { event: x }, points: 1 }
                  - { id: plc0, when: { event: y }, points: 1 }
            """);
    assertThat(catalogue.problems())
        .extracting(p -> p.place().line() + ": " + p.message())
        .contains(
            "4: id: \"plc0\" can't stand beside \"plan\": both are stored as the same number, call it something else",
            "8: id: \"plc0\" can't stand beside \"plan\": both are stored as the same number, call it something else");
  }

  @Test
  void aCatalogueDescribesJourneysOnce() {
    assertThat(load("journey: {model: four}\n---\njourney: {model: five}").problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).startsWith("journey: is already described at"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eight", "FIVE", "5"})
  void anUnknownModelIsRefusedWithTheNamesThereAre(String model) {
    assertThat(load("journey: {model: " + model + "}").problems()).hasSize(1);
  }

  private static List<String> ids(Catalogue catalogue) {
    return catalogue.model().stages().stream().map(Stage::id).toList();
  }

  private static Catalogue load(String yaml) {
    return CatalogueLoader.load("journey.yaml", yaml);
  }
}
