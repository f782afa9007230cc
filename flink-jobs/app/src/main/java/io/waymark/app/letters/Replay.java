package io.waymark.app.letters;

import io.waymark.pipeline.wire.DeadLetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters back to the topics they came from, in the order in which they were filed. What
 * was sent is remembered after it was acknowledged: a replay that breaks off is resumed by the next
 * one, which sends a part of it again.
 */
public final class Replay {
  /** Letters looked at between two notes of how far it has come. */
  private static final int BATCH = 1_000;

  private final LetterLog log;
  private final Order order;
  private final ReplayReport report = new ReplayReport();
  private final ReplayMemory memory;
  private final Map<Integer, PartitionReplay> ways = new TreeMap<>();
  private final Map<String, Optional<Integer>> topics = new HashMap<>();
  private long chosen;
  private long unsaved;

  /**
   * What is to be replayed.
   *
   * @param since only letters filed then or later, in milliseconds since the epoch; null for all
   * @param limit the first so many of them
   * @param again also those that were replayed before
   */
  public record Order(LetterChoice choice, @Nullable Long since, long limit, boolean again) {}

  public Replay(LetterLog log, Order order) {
    this.log = log;
    this.order = order;
    this.memory = log.memory();
  }

  /** What has come of it so far. */
  public ReplayReport report() {
    return report;
  }

  /**
   * Sends what the order names.
   *
   * @param client the producer's properties, with {@code bootstrap.servers}
   */
  public void run(Properties client) {
    try (Producer<byte[], byte[]> producer = KafkaLetterSender.producer(client)) {
      run(new KafkaLetterSender(producer, report));
    }
  }

  /** Finds out what would be sent; sends and remembers nothing. */
  public void dryRun() {
    read(null);
  }

  void run(LetterSender sender) {
    read(sender);
    save(sender);
  }

  private void read(@Nullable LetterSender sender) {
    Map<Integer, Replayed> before = memory.load(log.ends());
    Map<Integer, Long> first = order.since() == null ? log.beginnings() : log.since(order.since());
    Map<Integer, Long> from = new TreeMap<>();
    first.forEach(
        (partition, offset) -> {
          // What retention has deleted is not to be replayed any more.
          Replayed known =
              Objects.requireNonNull(before.get(partition))
                  .and(Objects.requireNonNull(log.beginnings().get(partition)));
          long start = order.again() ? offset : Math.max(offset, known.upTo());
          from.put(partition, start);
          ways.put(partition, new PartitionReplay(known, order.choice(), order.again(), start));
        });
    log.read(from, filed -> handle(filed, sender));
  }

  private boolean handle(FiledLetter filed, @Nullable LetterSender sender) {
    if (Objects.requireNonNull(ways.get(filed.partition())).takes(filed)) {
      replay(filed.letter(), sender);
    }
    unsaved++;
    if (unsaved >= BATCH && sender != null) {
      save(sender);
    }
    return chosen < order.limit();
  }

  private void replay(@Nullable DeadLetter letter, @Nullable LetterSender sender) {
    if (letter == null) {
      report.foundUnreadable();
      return;
    }
    if (letter.cut()) {
      report.unsent(letter, Obstacle.CUT);
      return;
    }
    Optional<Integer> partitions = topics.computeIfAbsent(letter.topic(), log::partitions);
    if (partitions.isEmpty()) {
      report.unsent(letter, Obstacle.NO_TOPIC);
      return;
    }
    chosen++;
    if (sender == null) {
      report.sent(letter);
    } else {
      sender.send(letter, partitions.get());
    }
  }

  private void save(LetterSender sender) {
    sender.awaitAcknowledged();
    Map<Integer, Replayed> replayed = new TreeMap<>();
    ways.forEach((partition, way) -> replayed.put(partition, way.after()));
    memory.save(replayed);
    unsaved = 0;
  }
}
