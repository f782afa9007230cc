package io.waymark.app.letters;

/** The topic of dead letters is not there; the message says what to do. */
public final class NoDeadLettersTopic extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoDeadLettersTopic(String topic) {
    super(
        "There is no topic %s. `waymark run` creates it; if a job has run here, check the topic prefix."
            .formatted(topic));
  }
}
