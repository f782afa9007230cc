package io.waymark.app.cli;

import io.waymark.app.job.JobSettings;
import io.waymark.app.kafka.NoRulesTopic;
import io.waymark.app.kafka.PausesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.domain.intervention.Pause;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/** The pauses topic as commands use it. */
final class PauseAccess {
  private PauseAccess() {}

  /** The last word on each rule, in the order of their ids. */
  static Collection<Pause> list(JobSettings settings) {
    try {
      return open(settings).list().values();
    } catch (NoRulesTopic nothingWasEverPaused) {
      return List.of();
    }
  }

  /** Stops the interventions of a rule, or lets them go on; makes the topic if it is missing. */
  static void say(
      JobSettings settings, String rule, boolean paused, String reason, PrintWriter err) {
    try (TopicAdmin admin = TopicAdmin.connect(settings.client())) {
      List<Topics.Topic> topic =
          settings.topics().all().stream()
              .filter(one -> one.name().equals(settings.topics().pauses()))
              .toList();
      admin.ensure(topic).forEach(err::println);
    }
    PausesTopic pauses = open(settings);
    long now = Clock.systemUTC().millis();
    pauses.say(Pause.said(rule, paused, reason, now, pauses.list().get(rule)));
    err.printf("the interventions of %s %s%n", rule, paused ? "are stopped" : "go on");
    err.flush();
  }

  private static PausesTopic open(JobSettings settings) {
    return new PausesTopic(settings.client(), settings.topics().pauses());
  }
}
