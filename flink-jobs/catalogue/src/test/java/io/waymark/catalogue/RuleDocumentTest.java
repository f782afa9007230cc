package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RuleDocumentTest {
  private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void everyShippedRuleLoadsBackFromItsDocument() {
    assertThat(Catalogue.shipped().entries())
        .allSatisfy(
            entry -> {
              var document = RuleDocument.of(entry);
              var read = RuleDocument.parse("published", document.text());
              assertThat(read.rule()).isEqualTo(entry.rule());
              assertThat(read.text()).isEqualTo(document.text());
            });
  }

  @Test
  void aRuleIsDatedAndNothingElseChanges() {
    for (CatalogueRule entry : Catalogue.shipped().entries()) {
      var dated = RuleDocument.of(entry).effectiveFrom(TIME);
      var read = RuleDocument.parse("published", dated.text()).rule();

      assertThat(read.effectiveFrom()).isEqualTo(TIME.toEpochMilli());
      assertThat(read.when()).isEqualTo(entry.rule().when());
      assertThat(read.id()).isEqualTo(entry.id());
    }
  }

  @Test
  void theAuthorsDateStays() {
    String yaml =
        "rules: [ {id: r, title: R, effective_from: 2026-01-01T00:00:00Z, when: {event: a}} ]";
    var document = RuleDocument.of(CatalogueLoader.load("r", yaml).entries().get(0));

    assertThat(document.effectiveFrom(TIME)).isSameAs(document);
  }

  @Test
  void aRuleInBracesAndOneWithABlockAndCommentsAreDatedToo() {
    String yaml =
        """
        rules:
        - {id: braces, title: Braces,
           when: {event: a}}
        # about the next rule
        - id: block     # why
          title: Block
          when:
            event:
              type: a
              where: |
                attr.x == 1 &&
                  attr.y == 2

        # about nothing
        """;
    var catalogue = CatalogueLoader.load("r", yaml);
    assertThat(catalogue.problems()).isEmpty();

    for (CatalogueRule entry : catalogue.entries()) {
      var document = RuleDocument.of(entry);
      assertThat(RuleDocument.parse("p", document.text()).rule()).isEqualTo(entry.rule());
      var dated = document.effectiveFrom(TIME).rule();
      assertThat(dated.effectiveFrom()).isEqualTo(TIME.toEpochMilli());
      assertThat(dated.when()).isEqualTo(entry.rule().when());
    }
    assertThat(catalogue.entries().get(1).text()).contains("# why").doesNotContain("about");
  }

  @Test
  void whatIsNotOneRuleIsRefused() {
    assertThatThrownBy(() -> RuleDocument.parse("p", "rules: [ {id: r} ]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"title\" is missing");
  }
}
