package io.waymark.console.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.store.Intake;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.console.store.Portion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How fresh everything is. */
public final class Status {
  /** From then on numbers that nothing came for are old. */
  private static final Duration STALE = Duration.ofSeconds(60);

  private final BrokerProbe probe;
  private final Arrivals arrivals;
  private final Intake intake;
  private final Kpis kpis;
  private final WatchedTopics watched;
  private final InstantSource wall;

  public Status(
      BrokerProbe probe,
      Arrivals arrivals,
      Intake intake,
      Kpis kpis,
      WatchedTopics watched,
      InstantSource wall) {
    this.probe = probe;
    this.arrivals = arrivals;
    this.intake = intake;
    this.kpis = kpis;
    this.watched = watched;
    this.wall = wall;
  }

  /** As the page has it. */
  public ObjectNode now() {
    long now = wall.millis();
    BrokerProbe.Answer answer = probe.answer();
    Long watermark = kpis.upTo().orElse(null);
    ObjectNode status = Json.object();
    status.put("now", Json.time(now));
    status
        .putObject("kafka")
        .put("reachable", answer.reachable())
        .put("since", Json.time(answer.since()));
    status.put("watermark", Json.time(watermark));
    status.put("event_lag_ms", watermark == null ? null : Math.max(0, now - watermark));
    status.put("events_per_second", answer.perSecond());
    status
        .putObject("counts")
        .put("events", held(answer, watched.sources()))
        .put("late", held(answer, Set.of(watched.whole(WatchedTopics.LATE))))
        .put("dead", held(answer, Set.of(watched.whole(WatchedTopics.DEAD_LETTERS))))
        .put("dead_recent", answer.deadRecently())
        .put("unreadable", arrivals.unreadable());
    Map<String, Long> last = last(answer);
    boolean behind = topics(status.putArray("topics"), answer, last, now);
    status.put("catching_up", behind);
    boolean old = isOld(last.get(watched.whole(Feed.KPIS.topic())), now);
    status.put("stale", !answer.reachable() || behind || old);
    return status;
  }

  /** Answers whether there is more to read than what has just come. */
  private boolean topics(
      ArrayNode topics, BrokerProbe.Answer answer, Map<String, Long> last, long now) {
    Map<Portion.TopicPart, Long> offsets = intake.offsets();
    TreeSet<String> names = new TreeSet<>(answer.held().keySet());
    names.addAll(last.keySet());
    // One that was never made is silent, too.
    Set<String> flowing = watched.flowing();
    names.addAll(flowing);
    boolean behind = false;
    for (String topic : names) {
      boolean isRead = watched.isRead(topic);
      long lag = isRead ? lag(topic, answer, offsets) : 0;
      behind |= isRead && lag > 0 && last.containsKey(topic) && isOld(last.get(topic), now);
      topics
          .addObject()
          .put("name", watched.shown(topic))
          .put("last_at", Json.time(last.get(topic)))
          .put("lag", lag)
          .put("silent", flowing.contains(topic) && isOld(last.get(topic), now));
    }
    return behind;
  }

  /** How many records of the topic are not in the store yet. */
  private static long lag(
      String topic, BrokerProbe.Answer answer, Map<Portion.TopicPart, Long> offsets) {
    return answer.ends().entrySet().stream()
        .filter(end -> end.getKey().topic().equals(topic))
        .mapToLong(
            end ->
                Math.max(
                    0,
                    end.getValue()
                        - offsets.getOrDefault(
                            new Portion.TopicPart(topic, end.getKey().partition()), 0L)))
        .sum();
  }

  /** How many records of each topic that is read are not in the store yet, by its whole name. */
  public Map<String, Long> lags() {
    BrokerProbe.Answer answer = probe.answer();
    Map<Portion.TopicPart, Long> offsets = intake.offsets();
    Map<String, Long> lags = new TreeMap<>();
    for (String topic : answer.held().keySet()) {
      if (watched.isRead(topic)) {
        lags.put(topic, lag(topic, answer, offsets));
      }
    }
    return lags;
  }

  /** How many records of each topic were read since the start, by its whole name. */
  public Map<String, Long> read() {
    return arrivals.read();
  }

  /** How many of these could not be understood. */
  public long unreadable() {
    return arrivals.unreadable();
  }

  /** Whether the broker answers. */
  public boolean reachable() {
    return probe.answer().reachable();
  }

  private Map<String, Long> last(BrokerProbe.Answer answer) {
    Map<String, Long> last = arrivals.last();
    for (String topic : watched.counted()) {
      Long moved = answer.moved().get(topic);
      if (moved != null) {
        last.put(topic, moved);
      }
    }
    return last;
  }

  private static long held(BrokerProbe.Answer answer, Set<String> topics) {
    return topics.stream().mapToLong(topic -> answer.held().getOrDefault(topic, 0L)).sum();
  }

  private static boolean isOld(@Nullable Long at, long now) {
    return at == null || now - at > STALE.toMillis();
  }
}
