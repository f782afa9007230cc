package io.waymark.domain.reference;

/** The reference evaluator tells all stories right. */
class ReferenceStoriesTest extends RuleStoriesContract {
  @Override
  protected Evaluator evaluator() {
    return new ReferenceEvaluator();
  }
}
