package io.waymark.app.backtest;

import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.Arrival;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the records of one or several files tell, one thing after another. Serves one thread. */
interface EventLog extends Closeable {
  /** The next one; null at the end. */
  @Nullable Head next() throws IOException;

  /**
   * Something that a record told.
   *
   * @param file number of the file it comes from, from 0 on
   */
  record Head(int file, Arrival arrival) {
    /** What is no event has no time: it is passed on as soon as it is met. */
    long time() {
      return arrival instanceof Envelope event ? event.time() : Long.MIN_VALUE;
    }
  }
}
