package io.waymark.app.kafka;

/** The topic of experiments is not there; the message says what to do. */
public final class NoExperimentsTopic extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoExperimentsTopic(String topic) {
    super(
        "There is no topic %s. `waymark run intervention` creates it; if it has run here, check the topic prefix."
            .formatted(topic));
  }
}
