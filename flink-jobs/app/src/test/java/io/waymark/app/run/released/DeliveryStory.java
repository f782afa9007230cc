package io.waymark.app.run.released;

import static io.waymark.app.run.released.ReleasedScene.TOPICS;

import io.waymark.app.delivery.RawServer;
import io.waymark.app.job.Job;
import io.waymark.app.kafka.TriggerEncoder;
import io.waymark.app.run.LocalRun;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.intervention.DerivedId;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.wire.AttemptCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A message could not be sent, since nobody answered; then the destination is up. */
final class DeliveryStory implements Story {
  private static final int NOBODY = 9;
  private static final long TEN_YEARS = 3_650L * 24 * 60 * MINUTE;

  private @Nullable RawServer receiver;

  @Override
  public Job job() {
    return Job.DELIVERY;
  }

  @Override
  public List<String> sources() {
    return List.of(TOPICS.triggers(), TOPICS.alerts(), TOPICS.facts(), TOPICS.redeliveries());
  }

  @Override
  public String options(Path folder, String bound) throws Exception {
    int port = receiver == null ? NOBODY : receiver.port();
    Path destinations =
        Files.writeString(
            folder.resolve("destinations.yaml"),
            """
            destinations:
              - name: shop
                kind: http
                url: http://localhost:%1$d/hook
                ports: [%1$d]
                allow_private: [127.0.0.0/8, "::1/128"]
            """
                .formatted(port));
    return "waymark.destinations: " + destinations;
  }

  @Override
  public SortedSet<String> before(ReleasedScene scene, LocalRun run, long at) throws Exception {
    TriggerEncoder encoder = new TriggerEncoder();
    Trigger trigger =
        new Trigger(
            DerivedId.of("trigger", "customer"),
            Trigger.Status.ISSUED,
            null,
            DerivedId.of("signal", "customer"),
            Results.RULE,
            1,
            "customer",
            Map.of(),
            "call-back",
            "web",
            Purpose.SERVICE,
            50,
            Severity.HIGH,
            at,
            at,
            at + TEN_YEARS,
            null,
            null,
            "/checkout",
            "purchase",
            List.of(),
            Journey.UNKNOWN,
            null);
    scene.send(TOPICS.triggers(), encoder.key(trigger), encoder.value(trigger), at);
    scene.producer().flush();
    ReleasedScene.until("it was tried", () -> !attempts(scene, Attempt.Status.FAILED).isEmpty());
    SortedSet<String> sent = new TreeSet<>();
    attempts(scene, Attempt.Status.FAILED)
        .forEach(attempt -> sent.add(attempt.dispatch().message().id()));
    return sent;
  }

  @Override
  public void after(ReleasedScene scene, long at, SortedSet<String> sent) throws Exception {
    receiver = RawServer.start(RawServer.saying("HTTP/1.1 204 No Content", "", ""));
  }

  @Override
  public SortedSet<String> expected(long at, SortedSet<String> sent) {
    SortedSet<String> expected = new TreeSet<>();
    sent.forEach(id -> expected.add(id + " delivered, tried before"));
    return expected;
  }

  @Override
  public SortedSet<String> seen(ReleasedScene scene) throws Exception {
    SortedSet<String> seen = new TreeSet<>();
    for (Attempt attempt : attempts(scene, Attempt.Status.DELIVERED)) {
      seen.add(
          attempt.dispatch().message().id()
              + (attempt.number() > 1 ? " delivered, tried before" : " delivered at once"));
    }
    return seen;
  }

  private static List<Attempt> attempts(ReleasedScene scene, Attempt.Status status)
      throws Exception {
    AttemptCodec codec = new AttemptCodec();
    List<Attempt> all = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : scene.records(TOPICS.deliveries())) {
      Attempt attempt = codec.decode(record.value());
      if (attempt.status() == status) {
        all.add(attempt);
      }
    }
    return all;
  }
}
