package io.waymark.app.kafka;

import java.io.Serializable;

/** Writes an element as a Kafka record. */
public interface RecordEncoder<T> extends Serializable {

  /** What the record is partitioned and compacted by: a customer, an alert. */
  String key(T element);

  byte[] value(T element);
}
