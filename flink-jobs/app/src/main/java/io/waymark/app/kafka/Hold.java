package io.waymark.app.kafka;

/** Why silence moves no event time in a partition. */
enum Hold {
  /** A record cannot be read before the schema registry has told its schema. */
  SCHEMA,
  /** The broker does not say where the partition ends. */
  NO_ANSWER,
  /** There is more to read than could be read so far. */
  BACKLOG,
  /** The broker was away, and those who could not write are waited for. */
  AFTER_OUTAGE,
  /** What was read is of the past, and who sends it may only have paused. */
  IMPORT
}
