package io.waymark.app.kafka;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Writes an element as a Kafka record. */
public interface RecordEncoder<T> extends Serializable {

  /** What the record is partitioned and compacted by: a customer, an alert. */
  String key(T element);

  /** Null deletes what a compacted topic has of the key. */
  byte @Nullable [] value(T element);
}
