package io.waymark.app.kafka;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What one Kafka record, or a part of it, became, with what its partition's time needs to know of
 * it. Lives only inside the source's reader.
 *
 * @param offset the record's
 * @param appended its Kafka timestamp
 * @param bytes how large it is; it waits for its time in memory
 * @param eventTime event time after clamping; {@link #NO_EVENT} of what is no event
 * @param element what leaves the source; null only if the record is unread
 * @param unread null but of a record that can't be read yet
 */
public record Polled<T>(
    long offset,
    long appended,
    int bytes,
    long eventTime,
    @Nullable T element,
    @Nullable Unread<T> unread) {
  public static final long NO_EVENT = Long.MIN_VALUE;

  public Polled(long offset, long appended, int bytes, long eventTime, T element) {
    this(offset, appended, bytes, eventTime, element, null);
  }

  static <T> Polled<T> unread(long offset, long appended, Unread<T> unread) {
    return new Polled<>(offset, appended, 0, NO_EVENT, null, unread);
  }

  /** A record that waits for something. */
  interface Unread<T> {
    /** Done when it can be read; cancelled when it no longer needs to be. */
    CompletableFuture<?> ready();

    /** Reads it, which may end with an unread one again. */
    void read(Collector<Polled<T>> out) throws IOException;
  }

  public boolean isEvent() {
    return eventTime != NO_EVENT;
  }
}
