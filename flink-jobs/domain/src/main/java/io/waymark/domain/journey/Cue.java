package io.waymark.domain.journey;

import io.waymark.domain.rule.Pattern;
import java.util.List;

/** Something that changes a journey, and how. */
public sealed interface Cue {

  Meaning meaning();

  /**
   * A pattern of events comes true. Its expressions see the journey before the event.
   *
   * @param when what has to happen, as in a rule
   * @param per what tells instances apart, as in a rule
   */
  record OfEvents(Pattern when, List<String> per, Meaning meaning) implements Cue {}

  /** A live rule fires: what it means shows after all rules have looked at the event. */
  record OfRule(String ruleId, Meaning meaning) implements Cue {}
}
