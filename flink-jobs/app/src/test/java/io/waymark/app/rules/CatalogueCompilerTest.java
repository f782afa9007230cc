package io.waymark.app.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.rules.RuleDocument;
import io.waymark.pipeline.rules.RuleUpdate;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CatalogueCompilerTest {
  private static final CatalogueCompiler COMPILER = new CatalogueCompiler();

  @Test
  void aPublishedRuleIsTheRuleOfItsFile() {
    Catalogue file = CatalogueLoader.load("rules.yaml", document("bought"));
    RuleUpdate published = PublishedRules.of(file).updates().get(0);
    Rule rule =
        COMPILER.compile(
            new RuleDocument(published.ruleId(), Objects.requireNonNull(published.text())));
    assertThat(rule).isEqualTo(file.entries().get(0).rule());
  }

  @Test
  void aDocumentThatIsNotUnderstoodIsRefusedWithPlaceAndReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                COMPILER.compile(
                    new RuleDocument("bought", document("bought").replace("event:", "evnt:"))))
        .withMessageContaining("bought:4:")
        .withMessageContaining("evnt");
  }

  @Test
  void aDocumentOfNoRuleIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COMPILER.compile(new RuleDocument("bought", "rules: []")))
        .withMessageContaining("bought");
  }

  @Test
  void aDocumentOfAnotherRuleIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COMPILER.compile(new RuleDocument("bought", document("searched"))))
        .withMessageContaining("bought")
        .withMessageContaining("searched");
  }

  private static String document(String id) {
    return """
        rules:
          - id: %s
            title: Something
            when: { event: purchase }
        """
        .formatted(id);
  }
}
