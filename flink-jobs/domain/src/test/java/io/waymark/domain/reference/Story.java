package io.waymark.domain.reference;

import io.waymark.domain.EventLine;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.Stories;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Rule;
import java.util.List;

/**
 * A rule, what happened, and the signals it should lead to, worked out by hand.
 *
 * @param expect in the form of {@link SignalText}, in any order
 */
public record Story(String name, Rule rule, List<Event> given, List<String> expect) {

  static Builder story(String name, RuleBuilder rule) {
    return lines -> expect -> new Story(name, rule.build(), Stories.log(lines), List.of(expect));
  }

  /** Takes what happened. */
  interface Builder {
    Outcome given(EventLine... lines);
  }

  /** Takes what should be told of it. */
  interface Outcome {
    Story expect(String... signals);
  }
}
