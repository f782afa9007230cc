package io.waymark.app.backtest;

import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.PeekedInteraction;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records of one or several files, one after another. Serves one thread. */
interface EventLog extends Closeable {
  /** The next record; null at the end. */
  @Nullable Head next() throws IOException;

  /**
   * A record: an event, or what is wrong with it.
   *
   * @param file number of the file it comes from, from 0 on
   */
  record Head(int file, @Nullable PeekedInteraction event, @Nullable DeadLetter dead) {
    /** Unusable records have no time: they are passed on as soon as they are met. */
    long time() {
      return event == null ? Long.MIN_VALUE : event.eventTime();
    }
  }
}
