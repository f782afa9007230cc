package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.event.Event;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.wire.AlertCodec;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.TriggerCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EffectsE2E {
  private final InteractionCodec codec = new InteractionCodec();
  @TempDir Path folder;

  @Test
  void aDetractorRaisesAnAlertAndATriggerAndTheClosedTicketEndsBoth() throws IOException {
    long now = System.currentTimeMillis();
    try (Installation journey = new Installation(Files.createDirectory(folder.resolve("journey")));
        Installation intervention = journey.in(Files.createDirectory(folder.resolve("decide")));
        Installation pulse = journey.in(Files.createDirectory(folder.resolve("pulse")))) {
      journey.createTopics();
      journey.pushRules();
      try (Child first = journey.run(Job.JOURNEY, 1);
          Child second = intervention.run(Job.INTERVENTION, 1);
          Child third = pulse.run(Job.PULSE, 1);
          Topic<Alert> alerts =
              new Topic<>(journey, journey.topics().alerts(), new AlertCodec()::decode);
          Topic<Trigger> triggers =
              new Topic<>(journey, journey.topics().triggers(), new TriggerCodec()::decode)) {
        Map<String, Object> answer = Map.of("metric", "nps", "score", 2L);
        journey.await(journey.send(0, event("e1", "survey_response", now, answer)));
        alerts.awaitMoreThan(0, () -> first.output() + third.output());
        triggers.awaitMoreThan(0, () -> first.output() + second.output());

        journey.await(
            journey.send(0, event("e2", "ticket_closed", System.currentTimeMillis(), Map.of())));
        alerts.awaitMoreThan(1, () -> first.output() + third.output());
        triggers.awaitMoreThan(1, () -> first.output() + second.output());

        assertThat(alerts.toEnd())
            .extracting(Alert::status)
            .containsExactly(Alert.Status.OPEN, Alert.Status.RESOLVED);
        List<Trigger> decided = triggers.toEnd();
        assertThat(decided)
            .extracting(Trigger::status)
            .containsExactly(Trigger.Status.ISSUED, Trigger.Status.CANCELLED);
        assertThat(decided.get(1).triggerId()).isEqualTo(decided.get(0).triggerId());
      }
    }
  }

  private byte[] event(String id, String type, long time, Map<String, Object> attributes) {
    return codec.encode(new Event(id, type, time, "c1", null, null, "web", null, attributes));
  }
}
