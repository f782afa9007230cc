package io.waymark.console.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.store.Intake;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.console.store.Portion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How fresh everything is. */
public final class Status {
  /** From then on numbers that nothing came for are old. */
  private static final Duration STALE = Duration.ofSeconds(60);

  private static final String INTERACTIONS = "interactions";

  /**
   * What never rests while there are customers; of the others nothing may have come for good
   * reason. Each is written by a job of its own, but the first.
   */
  private static final List<String> FLOWING =
      List.of(INTERACTIONS, Feed.JOURNEYS.topic(), Feed.KPIS.topic());

  private final BrokerProbe probe;
  private final Arrivals arrivals;
  private final Intake intake;
  private final Kpis kpis;
  private final String prefix;
  private final InstantSource wall;

  public Status(
      BrokerProbe probe,
      Arrivals arrivals,
      Intake intake,
      Kpis kpis,
      String prefix,
      InstantSource wall) {
    this.probe = probe;
    this.arrivals = arrivals;
    this.intake = intake;
    this.kpis = kpis;
    this.prefix = prefix;
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
        .put("events", answer.held().getOrDefault(prefix + INTERACTIONS, 0L))
        .put("late", answer.held().getOrDefault(prefix + "late", 0L))
        .put("dead", answer.held().getOrDefault(prefix + Feed.DEAD_LETTERS, 0L))
        .put("dead_recent", answer.deadRecently())
        .put("unreadable", arrivals.unreadable());
    Map<String, Long> last = last(answer);
    boolean behind = topics(status.putArray("topics"), answer, last, now);
    status.put("catching_up", behind);
    boolean old = isOld(last.get(prefix + Feed.KPIS.topic()), now);
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
    FLOWING.forEach(name -> names.add(prefix + name));
    boolean behind = false;
    for (String topic : names) {
      String name = topic.substring(prefix.length());
      boolean isRead = Feed.of(topic, prefix) != null;
      long lag = isRead ? lag(topic, answer, offsets) : 0;
      behind |= isRead && lag > 0 && last.containsKey(topic) && isOld(last.get(topic), now);
      topics
          .addObject()
          .put("name", name)
          .put("last_at", Json.time(last.get(topic)))
          .put("lag", lag)
          .put("silent", FLOWING.contains(name) && isOld(last.get(topic), now));
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
      if (Feed.of(topic, prefix) != null) {
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
    Feed.COUNTED.forEach(
        name -> {
          Long moved = answer.moved().get(prefix + name);
          if (moved != null) {
            last.put(prefix + name, moved);
          }
        });
    return last;
  }

  private static boolean isOld(@Nullable Long at, long now) {
    return at == null || now - at > STALE.toMillis();
  }
}
