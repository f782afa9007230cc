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
  protected Stream<DynamicTest> event() {
    return told(EventStories.all());
  }

  @TestFactory
  protected Stream<DynamicTest> instances() {
    return told(InstanceStories.all());
  }

  @TestFactory
  protected Stream<DynamicTest> count() {
    return told(CountStories.all());
  }

  @TestFactory
  protected Stream<DynamicTest> sequence() {
    return told(SequenceStories.all());
  }

  @TestFactory
  protected Stream<DynamicTest> absence() {
    return told(AbsenceStories.all());
  }

  @TestFactory
  protected Stream<DynamicTest> waiting() {
    return told(WaitStories.all());
  }

  @TestFactory
  protected Stream<DynamicTest> score() {
    return told(ScoreStories.all());
  }

  @TestFactory
  protected Stream<DynamicTest> emission() {
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
