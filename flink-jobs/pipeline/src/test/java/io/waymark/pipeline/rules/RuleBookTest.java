package io.waymark.pipeline.rules;

import static io.waymark.domain.StoryTime.time;
import static io.waymark.pipeline.rules.VersionRules.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleBookTest {
  private final List<String> compiled = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final List<String> formerRefused = new ArrayList<>();

  @Test
  void nothingIsInForceBeforeARevisionIsComplete() {
    RuleBook book = book();
    assertThat(book.apply(version(1, "a", 1))).isFalse();
    assertThat(book.isOpen()).isFalse();
    assertThat(book.apply(RuleUpdate.completed(1))).isTrue();
    assertThat(book.isOpen()).isTrue();
    assertThat(inForce(book)).containsExactly("a@1");
  }

  @Test
  void aTopicReadTwiceIsCompiledOnce() {
    RuleBook book = book();
    book.load(topic());
    book.load(topic());
    assertThat(compiled).containsExactly("a@1", "b@1", "c@1");
  }

  @Test
  void ofATopicThatHasSeenManyRevisionsOnlyTheLastDocumentsAreCompiled() {
    RuleBook book = book();
    List<RuleUpdate> topic = new ArrayList<>(topic());
    topic.addAll(List.of(version(2, "a", 2), RuleUpdate.withdrawn("b", 2)));
    topic.add(RuleUpdate.completed(2));
    book.load(topic);
    assertThat(compiled).containsExactly("a@2", "c@1");
    assertThat(inForce(book)).containsExactly("a@2", "c@1");
  }

  @Test
  void aPushThatBrokeOffDoesNotHideWhatItWouldHaveReplaced() {
    RuleBook book = book();
    List<RuleUpdate> topic = new ArrayList<>(topic());
    topic.addAll(List.of(version(2, "a", 2), RuleUpdate.withdrawn("b", 2)));
    book.load(topic);
    assertThat(inForce(book)).containsExactly("a@1", "b@1", "c@1");
    book.apply(RuleUpdate.completed(3));
    assertThat(inForce(book)).containsExactly("a@2", "c@1");
  }

  @Test
  void anOlderRecordReadAgainRevivesNothing() {
    RuleBook book = book();
    book.load(topic());
    book.load(List.of(RuleUpdate.withdrawn("b", 2), RuleUpdate.completed(2)));
    book.load(topic());
    book.apply(RuleUpdate.completed(3));
    assertThat(inForce(book)).containsExactly("a@1", "c@1");
  }

  @Test
  void aRuleThatIsNotUnderstoodKeepsItsVersionAndTheOthersOfTheRevisionTakeEffect() {
    RuleBook book = book("a@2", "new@1");
    book.load(topic());
    book.apply(version(2, "a", 2));
    book.apply(version(2, "b", 2));
    book.apply(RuleUpdate.withdrawn("c", 2));
    book.apply(version(1, "new", 2));
    assertThat(book.apply(RuleUpdate.completed(2))).isTrue();
    assertThat(inForce(book)).containsExactly("a@1", "b@2");
    assertThat(refused)
        .containsExactly("a of 2 for a@2, leaving that of 1", "new of 2 for new@1, leaving none");
  }

  @Test
  void aRefusedRuleIsMendedOrWithdrawnByALaterRevision() {
    RuleBook book = book("a@2", "b@2");
    book.load(topic());
    book.load(List.of(version(2, "a", 2), version(2, "b", 2), RuleUpdate.completed(2)));
    book.load(List.of(version(3, "a", 3), RuleUpdate.withdrawn("b", 3), RuleUpdate.completed(3)));
    assertThat(inForce(book)).containsExactly("a@3", "c@1");
    assertThat(book.staged()).isEmpty();
  }

  @Test
  void anOlderRecordReadAgainDoesNotTakeThePlaceOfARefusedOne() {
    RuleBook book = book("a@2");
    book.load(List.of(version(2, "a", 2), RuleUpdate.completed(2)));
    book.load(topic());
    book.apply(RuleUpdate.completed(3));
    assertThat(inForce(book)).containsExactly("b@1", "c@1");
  }

  @Test
  void aRestoreGivesWhatWasInForceAndWhatWasPublished() {
    RuleBook before = book();
    before.load(topic());
    before.apply(RuleUpdate.withdrawn("b", 2));
    RuleBook after = book();
    after.restore(before.active(), before.superseded(), before.staged());
    assertThat(inForce(after)).containsExactly("a@1", "b@1", "c@1");
    after.apply(RuleUpdate.completed(2));
    assertThat(inForce(after)).containsExactly("a@1", "c@1");
  }

  @Test
  void aRuleThatIsNotUnderstoodAtARestoreIsAbsentUntilARestoreThatUnderstandsIt() {
    RuleBook before = book();
    before.load(topic());
    RuleBook other = book("b@1");
    other.restore(before.active(), before.superseded(), before.staged());
    assertThat(inForce(other)).containsExactly("a@1", "c@1");
    assertThat(refused).containsExactly("b of 1 for b@1, leaving none");
    assertThat(other.apply(RuleUpdate.completed(2))).isTrue();
    RuleBook after = book();
    after.restore(other.active(), other.superseded(), other.staged());
    assertThat(inForce(after)).containsExactly("a@1", "b@1", "c@1");
  }

  @Test
  void aRefusedRuleIsInForceAfterARestoreThatUnderstandsIt() {
    RuleBook before = book("a@2");
    before.load(topic());
    before.load(List.of(version(2, "a", 2), RuleUpdate.completed(2)));
    RuleBook same = book("a@2");
    same.restore(before.active(), before.superseded(), before.staged());
    assertThat(inForce(same)).containsExactly("a@1", "b@1", "c@1");
    RuleBook after = book();
    after.restore(same.active(), same.superseded(), same.staged());
    assertThat(inForce(after)).containsExactly("a@2", "b@1", "c@1");
  }

  @Test
  void aRefusedRuleDoesNotBringItsRevisionBackAtARestore() {
    RuleBook before = book("a@2");
    before.load(topic());
    before.load(List.of(version(2, "a", 2), RuleUpdate.completed(2)));
    before.apply(version(2, "b", 3));
    RuleBook after = book();
    after.restore(before.active(), before.superseded(), before.staged());
    assertThat(inForce(after)).containsExactly("a@2", "b@1", "c@1");
    assertThat(after.apply(RuleUpdate.completed(2))).isFalse();
  }

  @Test
  void aHigherVersionLeavesTheOneBeforeItToWhatMayStillNeedIt() {
    RuleBook book = book();
    book.load(topic());
    publish(book, version(2, "a", "10:00", 2));
    publish(book, version(3, "a", "11:00", 3));
    assertThat(inForce(book)).containsExactly("a@3", "b@1", "c@1");
    assertThat(versions(book)).containsExactly("a@1", "a@2", "a@3", "b@1", "c@1");
  }

  @Test
  void aDocumentOfTheSameVersionReplacesItAtOnce() {
    RuleBook book = book();
    book.load(topic());
    publish(book, version(1, "a", "10:00", 2));
    assertThat(versions(book)).containsExactly("a@1", "b@1", "c@1");
    assertThat(book.superseded()).isEmpty();
  }

  @Test
  void aLowerVersionReplacesWhatIsHigherAtOnceAndKeepsWhatIsLower() {
    RuleBook book = book();
    book.load(topic());
    publish(book, version(2, "a", 2));
    publish(book, version(4, "a", 3));
    publish(book, version(3, "a", 4));
    assertThat(versions(book)).containsExactly("a@1", "a@2", "a@3", "b@1", "c@1");
    publish(book, version(1, "a", 5));
    assertThat(versions(book)).containsExactly("a@1", "b@1", "c@1");
  }

  @Test
  void aRuleThatIsWithdrawnTakesItsFormerVersionsAlong() {
    RuleBook book = book();
    book.load(topic());
    publish(book, version(2, "a", 2));
    publish(book, RuleUpdate.withdrawn("a", 3));
    assertThat(versions(book)).containsExactly("b@1", "c@1");
    publish(book, version(2, "a", 4));
    assertThat(versions(book)).containsExactly("a@2", "b@1", "c@1");
  }

  @Test
  void formerVersionsOutliveARestore() {
    RuleBook before = book();
    before.load(topic());
    publish(before, version(2, "a", "10:00", 2));
    RuleBook after = book();
    after.restore(before.active(), before.superseded(), before.staged());
    assertThat(versions(after)).containsExactly("a@1", "a@2", "b@1", "c@1");
    publish(after, version(3, "a", "11:00", 3));
    assertThat(versions(after)).containsExactly("a@1", "a@2", "a@3", "b@1", "c@1");
  }

  @Test
  void formerVersionsOfARuleThatIsNotUnderstoodPauseWithIt() {
    RuleBook before = book();
    before.load(topic());
    publish(before, version(2, "a", "10:00", 2));
    RuleBook older = book("a@2 10:00");
    older.restore(before.active(), before.superseded(), before.staged());
    assertThat(versions(older)).containsExactly("b@1", "c@1");
    assertThat(older.forget(time("20d00:00"))).isFalse();
    RuleBook after = book();
    after.restore(older.active(), older.superseded(), older.staged());
    assertThat(versions(after)).containsExactly("a@1", "a@2", "b@1", "c@1");
  }

  @Test
  void aFormerVersionIsForgottenWhenNothingOfItCanBeOpenAnyMore() {
    RuleBook book = book();
    book.load(topic());
    publish(book, version(2, "a", "10:00", 2));
    assertThat(book.forget(time("09:00"))).isFalse();
    assertThat(book.forget(time("15d10:00"))).isFalse();
    assertThat(versions(book)).containsExactly("a@1", "a@2", "b@1", "c@1");
    assertThat(book.forget(time("15d10:00:00.001"))).isTrue();
    assertThat(versions(book)).containsExactly("a@2", "b@1", "c@1");
    assertThat(book.forget(time("15d10:00:00.001"))).isFalse();
  }

  @Test
  void aFormerVersionIsKeptForEventsOfItsTimeAsLongAsTopicsGoBack() {
    RuleBook book = book();
    publish(book, version(1, "a", "09:00", "1h", 1));
    publish(book, version(2, "a", "10:00", "1h", 2));
    assertThat(book.forget(time("09:00"))).isFalse();
    assertThat(book.forget(time("14d10:00"))).isFalse();
    assertThat(versions(book)).containsExactly("a@1", "a@2");
    assertThat(book.forget(time("14d10:00:00.001"))).isTrue();
    assertThat(versions(book)).containsExactly("a@2");
  }

  @Test
  void aRestoreMakesAFormerVersionStayNoLongerThanWhatItHasOpen() {
    RuleBook before = book();
    publish(before, version(1, "a", "09:00", "1h", 1));
    publish(before, version(2, "a", "10:00", "1h", 2));
    RuleBook after = book();
    after.restore(before.active(), before.superseded(), before.staged());
    assertThat(after.forget(time("13d10:00"))).isFalse();
    assertThat(after.forget(time("14d10:00:00.001"))).isTrue();
  }

  @Test
  void whatWasReplacedFromATimeThatHasPassedIsKeptFromThatMomentOn() {
    RuleBook book = book();
    book.load(topic());
    publish(book, version(2, "a", 2));
    assertThat(book.forget(time("10:00"))).isFalse();
    assertThat(book.forget(time("15d10:00"))).isFalse();
    assertThat(book.forget(time("15d10:00:00.001"))).isTrue();
  }

  @Test
  void anEarlierTakeoverByAStillNewerVersionCounts() {
    RuleBook book = book();
    book.load(topic());
    publish(book, version(2, "a", "10:00", 2));
    publish(book, version(3, "a", "09:00", 3));
    assertThat(book.forget(time("08:00"))).isFalse();
    assertThat(book.forget(time("15d09:00:00.001"))).isTrue();
    assertThat(versions(book)).containsExactly("a@3", "b@1", "c@1");
  }

  @Test
  void aVersionStaysAsLongAsAnOlderOneWhichItMayHaveEnded() {
    RuleBook book = book();
    publish(book, version(1, "a", "09:00", "20d", 1));
    publish(book, version(2, "a", "10:00", "15d", 2));
    publish(book, version(3, "a", "11:00", "15d", 3));
    assertThat(book.forget(time("09:00"))).isFalse();
    assertThat(book.forget(time("18d14:00"))).isFalse();
    assertThat(versions(book)).containsExactly("a@1", "a@2", "a@3");
    assertThat(book.forget(time("20d10:00:00.001"))).isTrue();
    assertThat(versions(book)).containsExactly("a@3");
  }

  @Test
  void anOlderVersionGoesBeforeTheNewerOnes() {
    RuleBook book = book();
    publish(book, version(1, "a", "09:00", "15d", 1));
    publish(book, version(2, "a", "10:00", "20d", 2));
    publish(book, version(3, "a", "11:00", "15d", 3));
    assertThat(book.forget(time("09:00"))).isFalse();
    assertThat(book.forget(time("15d10:00:00.001"))).isTrue();
    assertThat(versions(book)).containsExactly("a@2", "a@3");
  }

  @Test
  void aFreshStartFindsTheVersionsBeforeInATopicThatStillHasThem() {
    RuleBook book = book();
    List<RuleUpdate> topic = new ArrayList<>(topic());
    topic.addAll(List.of(version(2, "a", "10:00", 2), RuleUpdate.completed(2)));
    topic.addAll(List.of(version(3, "a", "11:00", 3), RuleUpdate.completed(3)));
    topic.addAll(List.of(version(4, "a", "12:00", 4)));
    book.load(topic);
    assertThat(versions(book)).containsExactly("a@1", "a@2", "a@3", "b@1", "c@1");
    assertThat(compiled).containsExactly("a@3", "b@1", "c@1", "a@2", "a@1");
  }

  @Test
  void aVersionBeforeOneThatWorksIsNoRefusedRule() {
    RuleBook book = book("a@2 10:00");
    List<RuleUpdate> topic = new ArrayList<>(topic());
    topic.addAll(List.of(version(2, "a", "10:00", 2), RuleUpdate.completed(2)));
    topic.addAll(List.of(version(3, "a", "11:00", 3), RuleUpdate.completed(3)));
    book.load(topic);
    assertThat(versions(book)).containsExactly("a@1", "a@3", "b@1", "c@1");
    assertThat(formerRefused).containsExactly("a of 2");
    assertThat(refused).isEmpty();
  }

  @Test
  void whatWasWithdrawnInBetweenIsNoVersionBefore() {
    RuleBook book = book();
    List<RuleUpdate> topic = new ArrayList<>(topic());
    topic.addAll(List.of(RuleUpdate.withdrawn("a", 2), RuleUpdate.completed(2)));
    topic.addAll(List.of(version(2, "a", "10:00", 3), RuleUpdate.completed(3)));
    book.load(topic);
    assertThat(versions(book)).containsExactly("a@2", "b@1", "c@1");
  }

  @Test
  void ofManyVersionsTheOldestGo() {
    RuleBook book = book();
    book.load(topic());
    for (int version = 2; version <= SupersededRules.MOST + 3; version++) {
      publish(book, version(version, "a", "10:00", version));
    }
    assertThat(versions(book)).doesNotContain("a@1", "a@2").contains("a@3", "a@4");
    assertThat(book.superseded()).hasSize(SupersededRules.MOST);
  }

  private static void publish(RuleBook book, RuleUpdate update) {
    book.apply(update);
    book.apply(RuleUpdate.completed(update.revision()));
  }

  private static List<String> versions(RuleBook book) {
    return book.versions().stream().map(rule -> rule.id() + "@" + rule.version()).toList();
  }

  private static List<RuleUpdate> topic() {
    return List.of(
        version(1, "a", 1), version(1, "b", 1), version(1, "c", 1), RuleUpdate.completed(1));
  }

  private RuleBook book(String... notUnderstood) {
    RuleCompiler rules = VersionRules.without(Set.of(notUnderstood));
    return new RuleBook(
        document -> {
          Rule rule = rules.compile(document);
          compiled.add(rule.id() + "@" + rule.version());
          return rule;
        },
        new RuleBook.Refusals() {
          @Override
          public void refused(
              RuleUpdate document, @Nullable RuleUpdate inForce, IllegalArgumentException why) {
            refused.add(
                "%s of %d for %s, leaving %s"
                    .formatted(
                        document.ruleId(),
                        document.revision(),
                        why.getMessage(),
                        inForce == null ? "none" : "that of " + inForce.revision()));
          }

          @Override
          public void formerRefused(RuleUpdate document, IllegalArgumentException why) {
            formerRefused.add("%s of %d".formatted(document.ruleId(), document.revision()));
          }
        });
  }

  private static List<String> inForce(RuleBook book) {
    return book.rules().stream().map(rule -> rule.id() + "@" + rule.version()).toList();
  }
}
