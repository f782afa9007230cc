package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.domain.friction.FrictionEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleBookTest {
  private final List<List<String>> compiled = new ArrayList<>();

  @Test
  void nothingIsInForceBeforeARevisionIsComplete() {
    RuleBook book = book();
    assertThat(book.apply(RuleUpdate.published("a", "clicks", 1))).isFalse();
    assertThat(book.engine()).isNull();
    assertThat(book.apply(RuleUpdate.completed(1))).isTrue();
    assertThat(book.engine()).isNotNull();
  }

  @Test
  void aRevisionIsCompiledOnceHoweverManyRulesItHas() {
    RuleBook book = book();
    book.load(Rules.catalogue());
    book.load(Rules.catalogue());
    assertThat(compiled).containsExactly(List.of("abandoned", "clicks", "hesitates", "queue"));
  }

  @Test
  void aTopicThatHasSeenManyRevisionsIsCompiledOnce() {
    RuleBook book = book();
    List<RuleUpdate> topic = new ArrayList<>(Rules.catalogue());
    topic.add(RuleUpdate.withdrawn("queue", 2));
    topic.add(RuleUpdate.completed(2));
    book.load(topic);
    assertThat(compiled).containsExactly(List.of("abandoned", "clicks", "hesitates"));
  }

  @Test
  void anOlderRecordReadAgainRevivesNothing() {
    RuleBook book = book();
    book.load(Rules.catalogue());
    book.load(List.of(RuleUpdate.withdrawn("queue", 2), RuleUpdate.completed(2)));
    book.load(Rules.catalogue());
    book.apply(RuleUpdate.completed(3));
    assertThat(compiled.get(compiled.size() - 1)).doesNotContain("queue");
  }

  @Test
  void aRevisionThatCannotBeCompiledChangesNothing() {
    RuleBook book = book();
    book.load(Rules.catalogue());
    FrictionEngine before = book.engine();
    book.apply(RuleUpdate.published("bad", "nonsense", 2));
    assertThatIllegalArgumentException().isThrownBy(() -> book.apply(RuleUpdate.completed(2)));
    assertThat(book.engine()).isSameAs(before);
    assertThat(book.active()).hasSize(5).contains(RuleUpdate.completed(1));
    book.apply(RuleUpdate.published("bad", "clicks", 3));
    assertThat(book.apply(RuleUpdate.completed(3))).isTrue();
  }

  @Test
  void aRestoreGivesWhatWasInForceAndWhatWasPublished() {
    RuleBook before = book();
    before.load(Rules.catalogue());
    before.apply(RuleUpdate.withdrawn("queue", 2));
    RuleBook after = book();
    after.restore(before.active(), before.staged());
    assertThat(compiled.get(1)).isEqualTo(compiled.get(0));
    after.apply(RuleUpdate.completed(2));
    assertThat(compiled.get(2)).doesNotContain("queue");
  }

  private RuleBook book() {
    return new RuleBook(
        documents -> {
          FrictionEngine engine = Rules.compile(documents);
          compiled.add(documents.stream().map(RuleDocument::ruleId).toList());
          return engine;
        });
  }
}
