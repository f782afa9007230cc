package io.waymark.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whoever evaluates rules has to tell these stories right. */
public abstract class RuleStoriesContract {

  protected abstract Evaluator evaluator();

  @TestFactory
  Stream<DynamicTest> event() {
    return told(EventStories.all());
  }

  @TestFactory
  Stream<DynamicTest> instances() {
    return told(InstanceStories.all());
  }

  @TestFactory
  Stream<DynamicTest> count() {
    return told(CountStories.all());
  }

  @TestFactory
  Stream<DynamicTest> sequence() {
    return told(SequenceStories.all());
  }

  @TestFactory
  Stream<DynamicTest> absence() {
    return told(AbsenceStories.all());
  }

  @TestFactory
  Stream<DynamicTest> waiting() {
    return told(WaitStories.all());
  }

  @TestFactory
  Stream<DynamicTest> score() {
    return told(ScoreStories.all());
  }

  @TestFactory
  Stream<DynamicTest> emission() {
    return told(EmissionStories.all());
  }

  private Stream<DynamicTest> told(List<Story> stories) {
    return stories.stream().map(story -> DynamicTest.dynamicTest(story.name(), () -> tell(story)));
  }

  private void tell(Story story) {
    List<String> signals =
        evaluator().evaluate(List.of(story.rule()), story.given()).stream()
            .map(SignalText::show)
            .toList();
    assertThat(signals).as(story.name()).containsExactlyInAnyOrderElementsOf(story.expect());
  }
}
