package io.waymark.app.kafka;

/** The rules topic is not there; the message says what to do. */
public final class NoRulesTopic extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoRulesTopic(String topic) {
    super(
        "There is no topic %s. Publish a catalogue with `waymark rules push`, which creates it, or check the topic prefix."
            .formatted(topic));
  }
}
