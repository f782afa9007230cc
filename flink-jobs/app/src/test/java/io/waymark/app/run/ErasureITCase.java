package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of those who are erased nothing is left of their journeys where it would stay. */
@Timeout(300)
class ErasureITCase {
  /** Receipts of each: from journeys, from links, from the device. */
  private static final int RECEIPTS = 3;

  private static final String RULES =
      """
      rules:
        - id: checkout-abandoned
          title: Checkout abandoned
          severity: low
          per: [cart_id]
          when: { absence: { after: begin_checkout, of: purchase, within: 30m } }
      """;

  private final InteractionCodec codec = new InteractionCodec();
  @TempDir private Path folder;
  private ErasureScene scene;
  private int passersBy;

  @BeforeEach
  void open() throws Exception {
    scene = ErasureScene.open(folder, RULES);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void nothingOfAThousandIsLeftInStateNorInCompactedTopics() throws Exception {
    int customers = 1_000;
    Path checkpoints = folder.resolve("checkpoints");
    try (LocalRun run = start(config(checkpoints))) {
      visits(customers);
      until("a checkpoint has them", () -> scene.traces().areIn(checkpoints));

      erase(customers);
      untilReceipts(RECEIPTS * customers);

      Path savepoint = folder.resolve("savepoint");
      Savepoints.take(run, savepoint);
      assertThat(scene.traces().in(savepoint)).as("in a canonical savepoint").isEmpty();
      scene.untilNothing(
          "checkpoints are compacted", () -> scene.traces().in(checkpoints), this::passBy);
      scene.untilNothing(
          "journeys are compacted",
          () -> scene.traces().in(scene.topics().journeys()),
          this::passBy);
      assertThat(scene.traces().in(scene.topics().erasures())).as("in receipts").isEmpty();
      assertThat(scene.traces().records(scene.topics().erasures())).isEqualTo(RECEIPTS * customers);
    }
  }

  @Test
  void whoComesBackWithASavepointFromBeforeIsErasedAgain() throws Exception {
    int customers = 50;
    Path before = folder.resolve("before");
    JobConfig config = config(folder.resolve("checkpoints"));
    String savepoint;
    try (LocalRun run = start(config)) {
      visits(customers);
      savepoint = Savepoints.take(run, before);
      assertThat(scene.traces().areIn(before)).as("in a savepoint from before").isTrue();
      erase(customers);
      untilReceipts(RECEIPTS * customers);
    }

    try (LocalRun run = LocalRun.start(Start.from(config, savepoint).config())) {
      untilReceipts(2 * RECEIPTS * customers);

      Path after = folder.resolve("after");
      Savepoints.take(run, after);
      assertThat(scene.traces().in(after)).as("in a savepoint from after").isEmpty();
      scene.untilNothing(
          "journeys are compacted",
          () -> scene.traces().in(scene.topics().journeys()),
          this::passBy);
    }
  }

  private static LocalRun start(JobConfig config) throws CannotRun {
    return LocalRun.start(Start.newest(config).config());
  }

  private JobConfig config(Path checkpoints) throws Exception {
    return scene.config(Job.JOURNEY, checkpoints, "waymark.journeys.interval: 1s");
  }

  private void visits(int customers) throws Exception {
    for (int i = 0; i < customers; i++) {
      visit(scene.customer(i));
    }
    until("their journeys are told", () -> !scene.traces().in(scene.topics().journeys()).isEmpty());
  }

  /** Somebody looks around, logs in and begins to buy. */
  private void visit(String id) {
    Map<String, Object> cart = Map.of("cart_id", "cart-" + id, "note", "note-" + id);
    send("a" + id, "begin_checkout", null, "device-" + id, cart);
    send("b" + id, "identify", id, "device-" + id, Map.of());
    send("c" + id, "begin_checkout", id, "device-" + id, cart);
  }

  private void erase(int customers) {
    for (int i = 0; i < customers; i++) {
      send("erase-" + i, "erase", scene.customer(i), null, Map.of());
    }
  }

  /** Others go on coming, some of whom never say who they are: RocksDB compacts when it writes. */
  private void passBy() {
    for (int i = 0; i < 20; i++) {
      String id = "passer-by-" + passersBy++;
      visit(id);
      send("d" + id, "begin_checkout", null, "unknown-" + id, Map.of("cart_id", id));
    }
  }

  private void untilReceipts(int count) throws Exception {
    until("receipts are there", () -> scene.traces().records(scene.topics().erasures()) >= count);
  }

  private void until(String what, Callable<Boolean> condition) throws Exception {
    scene.until(what, condition, this::passBy);
  }

  private void send(
      String id,
      String type,
      @Nullable String customer,
      @Nullable String device,
      Map<String, Object> attributes) {
    Event event =
        new Event(
            id,
            type,
            System.currentTimeMillis(),
            customer,
            device,
            null,
            "web",
            null,
            new HashMap<>(attributes));
    scene.send(scene.topics().interactions(), null, codec.encode(event));
  }
}
