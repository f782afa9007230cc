package io.waymark.app.kafka;

/**
 * What one Kafka record, or a part of it, became, with what its partition's time needs to know of
 * it. Lives only inside the source's reader.
 *
 * @param offset the record's
 * @param appended its Kafka timestamp
 * @param eventTime event time after clamping; {@link #NO_EVENT} of what is no event
 * @param element what leaves the source
 */
public record Polled<T>(long offset, long appended, long eventTime, T element) {
  public static final long NO_EVENT = Long.MIN_VALUE;

  public boolean isEvent() {
    return eventTime != NO_EVENT;
  }
}
