package io.waymark.app.redelivery;

import io.waymark.app.kafka.BrokerUnavailable;
import io.waymark.app.kafka.TopicScan;
import io.waymark.app.kafka.Topics;
import io.waymark.domain.delivery.Attempt;
import io.waymark.pipeline.wire.AttemptCodec;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What became of messages. Records that this release cannot read are left out.
 *
 * @param client properties of every client, with {@code bootstrap.servers}
 */
public record DeliveryLog(Properties client, Topics topics) {

  /** A message at a destination. */
  private record Place(String messageId, String destination) {
    static Place of(Attempt attempt) {
      return new Place(attempt.dispatch().message().id(), attempt.destination());
    }
  }

  /**
   * The last attempts of a choice.
   *
   * @param total how many there are
   */
  public record Recent(List<Attempt> attempts, long total) {}

  /**
   * The last attempts, the newest last.
   *
   * @param since only those written then or later, in milliseconds since the epoch
   * @throws BrokerUnavailable if no broker answers
   */
  public Recent recent(DeliveryChoice choice, @Nullable Long since, int limit) {
    PriorityQueue<Attempt> last = new PriorityQueue<>(Comparator.comparingLong(Attempt::at));
    long[] total = {0};
    read(
        topics.deliveries(),
        since,
        attempt -> {
          if (choice.takes(attempt)) {
            total[0]++;
            last.add(attempt);
            if (last.size() > limit) {
              last.remove();
            }
          }
        });
    return new Recent(
        last.stream().sorted(Comparator.comparingLong(Attempt::at)).toList(), total[0]);
  }

  /**
   * What could not be delivered and has not been asked for again since, in the order in which it
   * was given up.
   *
   * @param since only what was given up then or later, in milliseconds since the epoch
   * @throws BrokerUnavailable if no broker answers
   */
  public List<Attempt> undelivered(DeliveryChoice choice, @Nullable Long since) {
    Map<Place, Attempt> last = new HashMap<>();
    read(
        topics.deliveries(),
        since,
        attempt -> {
          if (attempt.status().isReplayable()) {
            last.put(Place.of(attempt), attempt);
          } else if (attempt.status() != Attempt.Status.FAILED) {
            last.remove(Place.of(attempt));
          }
        });
    read(
        topics.redeliveries(),
        null,
        asked ->
            last.computeIfPresent(
                Place.of(asked), (place, dead) -> dead.at() > asked.at() ? dead : null));
    return last.values().stream()
        .filter(choice::takes)
        .sorted(Comparator.comparingLong(Attempt::at))
        .toList();
  }

  private void read(String topic, @Nullable Long since, Consumer<Attempt> each) {
    AttemptCodec codec = new AttemptCodec();
    new TopicScan(client, topic)
        .read(
            since,
            record -> {
              byte[] value = record.value();
              if (value == null) {
                return;
              }
              try {
                each.accept(codec.decode(value));
              } catch (UndecodableException e) {
                // Written by a later release.
                return;
              }
            });
  }
}
