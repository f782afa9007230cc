package io.waymark.app.run.released;

import static io.waymark.app.run.released.ReleasedScene.TOPICS;

import io.waymark.app.job.Job;
import io.waymark.app.run.LocalRun;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.wire.AlertCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An alert of two customers is open; a third one comes. */
final class PulseStory implements Story {
  private static final String RULES =
      """
      rules:
        - id: checkout-failed
          title: Checkout failed
          severity: high
          when: { event: begin_checkout }
          alert: { group_by: [touchpoint], team: web }
      """;

  @Override
  public Job job() {
    return Job.PULSE;
  }

  @Override
  public List<String> sources() {
    return List.of(
        TOPICS.signals(),
        TOPICS.facts(),
        TOPICS.journeys(),
        TOPICS.interactions(),
        TOPICS.decisions(),
        TOPICS.outcomes(),
        TOPICS.deliveries(),
        TOPICS.rules());
  }

  @Override
  public String options(Path folder, String bound) {
    return "waymark.out-of-orderness: " + bound;
  }

  @Override
  public SortedSet<String> before(ReleasedScene scene, LocalRun run, long at) throws Exception {
    scene.push(RULES);
    Results.signal(scene, "first", Signal.Status.FIRED, at - 21 * MINUTE);
    Results.signal(scene, "second", Signal.Status.FIRED, at - 20 * MINUTE);
    scene.producer().flush();
    ReleasedScene.until("an alert is open", () -> !alerts(scene, 2).isEmpty());
    SortedSet<String> open = new TreeSet<>();
    alerts(scene, 2).forEach(alert -> open.add(alert.alertId()));
    return open;
  }

  @Override
  public void after(ReleasedScene scene, long at, SortedSet<String> sent) {
    Results.signal(scene, "third", Signal.Status.FIRED, at - 8 * MINUTE);
  }

  @Override
  public SortedSet<String> expected(long at, SortedSet<String> sent) {
    return new TreeSet<>(List.of("alert %s of 3 customers".formatted(sent.first())));
  }

  @Override
  public SortedSet<String> seen(ReleasedScene scene) throws Exception {
    SortedSet<String> seen = new TreeSet<>();
    for (Alert alert : alerts(scene, 3)) {
      seen.add("alert %s of %d customers".formatted(alert.alertId(), alert.impact().customers()));
    }
    return seen;
  }

  private static List<Alert> alerts(ReleasedScene scene, long customers) throws Exception {
    AlertCodec codec = new AlertCodec();
    List<Alert> all = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : scene.records(TOPICS.alerts())) {
      byte[] value = record.value();
      if (value != null && codec.decode(value).impact().customers() == customers) {
        all.add(codec.decode(value));
      }
    }
    return all;
  }
}
