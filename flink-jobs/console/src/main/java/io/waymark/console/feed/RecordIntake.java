package io.waymark.console.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.avro.contract.Subject;
import io.waymark.console.store.Json;
import io.waymark.console.store.Moment;
import io.waymark.console.store.Portion;
import io.waymark.domain.canary.Canary;
import io.waymark.pipeline.wire.GenericReader;
import io.waymark.pipeline.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records into portions. What can't be read is counted and passed by: a page is no reason to stop.
 * Serves one thread.
 */
final class RecordIntake {
  private static final Logger LOG = LoggerFactory.getLogger(RecordIntake.class);

  private final Map<Feed, GenericReader> readers = new EnumMap<>(Feed.class);
  private long unreadable;

  RecordIntake() {
    for (Feed feed : Feed.values()) {
      Subject subject = feed.subject();
      if (subject != null) {
        readers.put(feed, new GenericReader(subject));
      }
    }
  }

  /** How many could not be read. */
  long unreadable() {
    return unreadable;
  }

  /** Adds what the record says; if that can't be had, or stored, the portion stays as it is. */
  void add(Feed feed, ConsumerRecord<byte[], byte[]> record, Portion portion) {
    try {
      take(feed, record, portion);
    } catch (RuntimeException e) {
      // Whatever it is: read again, it would be the same.
      LOG.warn("{} at {} is passed by", record.topic(), record.offset(), e);
      unreadable++;
    }
  }

  private void take(Feed feed, ConsumerRecord<byte[], byte[]> record, Portion portion) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    if (feed == Feed.RULES) {
      rule(key, record, portion);
      return;
    }
    if (Canary.is(key)) {
      return;
    }
    if (record.value() == null) {
      tombstone(feed, key, portion);
      return;
    }
    ObjectNode said = read(feed, record.value());
    if (said == null) {
      unreadable++;
      return;
    }
    switch (feed) {
      case ALERTS -> portion.alert(said);
      case KPIS -> portion.kpi(said);
      case SIGNALS -> portion.moment(Moment.signal(said));
      case JOURNEYS -> portion.journey(said);
      case DECISIONS -> portion.moment(Moment.decision(said));
      case TRIGGERS -> portion.moment(Moment.trigger(said));
      case DELIVERIES -> portion.moment(Moment.delivery(said));
      case OUTCOMES -> portion.moment(Moment.outcome(said));
      case EXPERIMENTS -> portion.experiment(said);
      case RULE_USAGE -> portion.ruleUsage(said);
      case PAUSES -> portion.pause(said);
      case FACTS -> fact(said, portion);
      case RULES -> throw new IllegalStateException("rules are text");
    }
  }

  private @Nullable ObjectNode read(Feed feed, byte[] message) {
    GenericReader reader = readers.get(feed);
    try {
      return reader == null ? null : WireJson.of(reader.read(message));
    } catch (UndecodableException e) {
      return null;
    }
  }

  private static void tombstone(Feed feed, String key, Portion portion) {
    if (feed == Feed.ALERTS) {
      portion.alertGone(key);
    } else if (feed == Feed.JOURNEYS) {
      portion.journeyEnded(key);
    }
  }

  private static void fact(ObjectNode fact, Portion portion) {
    if (fact.path("kind").asText().equals("erased")) {
      Long at = Json.millis(fact.path("occurred_at").asText());
      portion.forget(fact.path("customer_id").asText(), at == null ? 0 : at);
    }
  }

  private static void rule(String key, ConsumerRecord<byte[], byte[]> record, Portion portion) {
    if (key.isEmpty() || key.equals("_revision")) {
      return;
    }
    Header revision = record.headers().lastHeader("revision");
    String text =
        record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8);
    portion.rule(key, revision == null ? 0 : number(revision), text);
  }

  private static long number(Header header) {
    try {
      return Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
