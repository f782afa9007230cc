package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.kafka.Topics.Topic;
import io.waymark.catalogue.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a file of topics may say, and what is said of one that says something else. */
final class TopicsFileProblemsTest {
  @Test
  void numbersAndWordsAreSettings() {
    TopicsFile.Loaded loaded =
        TopicsFile.load(
            "t.yaml",
            """
            topics:
              - name: shop.orders
                partitions: 12
                config: {retention.ms: 1000, cleanup.policy: "compact,delete", preallocate: true}
              - {name: shop.returns, partitions: 1}
            """);

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.topics())
        .containsExactly(
            new Topic(
                "shop.orders",
                12,
                Map.of(
                    "retention.ms", "1000",
                    "cleanup.policy", "compact,delete",
                    "preallocate", "true")),
            new Topic("shop.returns", 1, Map.of()));
  }

  @Test
  void allProblemsAreSaidAtOnceWithTheirPlaces() {
    assertThat(
            problems(
                """
                topics:
                  - name: shop/orders
                    partitions: 0
                  - name: shop.returns
                    partition: 4
                    config:
                      retention.millis: 1000
                      cleanup.policy: [compact]
                  - name: shop.returns
                    partitions: 1
                """))
        .satisfiesExactly(
            problem -> assertThat(problem).startsWith("t.yaml:2:11: error: name: expected"),
            problem -> assertThat(problem).startsWith("t.yaml:3:17: error: partitions: expected"),
            problem -> assertThat(problem).contains("topic: \"partitions\" is missing"),
            problem ->
                assertThat(problem)
                    .startsWith("t.yaml:5:5:")
                    .contains("unknown key \"partition\"; did you mean \"partitions\"?"),
            problem ->
                assertThat(problem)
                    .contains("topics have no setting retention.millis; did you mean"),
            problem ->
                assertThat(problem).contains("cleanup.policy: expected a single value, got a list"),
            problem -> assertThat(problem).contains("there are two topics \"shop.returns\""));
    assertThat(problems("")).singleElement().asString().contains("an empty file");
    assertThat(problems("topics: []")).singleElement().asString().contains("a list of topics");
  }

  private static List<String> problems(String text) {
    return TopicsFile.load("t.yaml", text).problems().stream().map(Problem::toString).toList();
  }
}
