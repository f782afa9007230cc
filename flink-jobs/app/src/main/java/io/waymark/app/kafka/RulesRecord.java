package io.waymark.app.kafka;

import io.waymark.pipeline.rules.RuleUpdate;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The rules topic's records. A rule: its id, its text or nothing if it is withdrawn, the number of
 * its push in the header {@code revision}. The end of a push: the key {@code _revision}, which no
 * rule can have.
 */
final class RulesRecord {
  static final String REVISION_KEY = "_revision";
  private static final String REVISION = "revision";
  private static final String EFFECTIVE_FROM = "effective-from";

  private RulesRecord() {}

  static ProducerRecord<byte[], byte[]> of(
      String topic, RuleUpdate update, @Nullable Long effectiveFrom) {
    String key = update.completesRevision() ? REVISION_KEY : update.ruleId();
    String number = Long.toString(update.revision());
    String value = update.completesRevision() ? number : update.text();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, bytes(key), value == null ? null : bytes(value));
    record.headers().add(REVISION, bytes(number));
    if (effectiveFrom != null) {
      record.headers().add(EFFECTIVE_FROM, bytes(Long.toString(effectiveFrom)));
    }
    return record;
  }

  /** What the record says; empty if it is none of ours. */
  static Optional<RuleUpdate> read(ConsumerRecord<byte[], byte[]> record) {
    Long revision = number(record, REVISION);
    byte[] key = record.key();
    if (revision == null || key == null || key.length == 0) {
      return Optional.empty();
    }
    String id = text(key);
    if (id.equals(REVISION_KEY)) {
      return Optional.of(RuleUpdate.completed(revision));
    }
    byte[] value = record.value();
    return Optional.of(
        value == null
            ? RuleUpdate.withdrawn(id, revision)
            : RuleUpdate.published(id, text(value), revision));
  }

  /** The time that the push gave the rule, if the rule states none itself. */
  static @Nullable Long effectiveFrom(ConsumerRecord<byte[], byte[]> record) {
    return number(record, EFFECTIVE_FROM);
  }

  private static @Nullable Long number(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    try {
      return header == null ? null : Long.valueOf(text(header.value()));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
