package io.waymark.bench.state;

import io.waymark.domain.friction.Signal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** How far the one job of this process has come: the time that has passed its journeys. */
final class Progress extends AbstractStreamOperator<Signal>
    implements OneInputStreamOperator<Signal, Signal> {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong TIME = new AtomicLong(Long.MIN_VALUE);
  private static final long PAUSE_MILLIS = 5;
  private static final long TOLD_NANOS = 10_000_000_000L;

  @Override
  public void processElement(StreamRecord<Signal> element) {
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    TIME.set(mark.getTimestamp());
    super.processWatermark(mark);
  }

  /** Epoch milliseconds; everything up to it is done. */
  static long time() {
    return TIME.get();
  }

  /**
   * Waits for that time.
   *
   * @param failure why the job runs no more; null while it does
   */
  static void await(long time, long seconds, Supplier<@Nullable String> failure)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long told = System.nanoTime();
    while (time() < time) {
      String failed = failure.get();
      if (failed != null) {
        throw new IllegalStateException("the job failed: " + failed);
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "%,d events were not done within %d s, but %,d"
                .formatted(Population.eventsBy(time), seconds, Population.eventsBy(time())));
      }
      if (System.nanoTime() - told > TOLD_NANOS) {
        told = System.nanoTime();
        System.err.printf(
            "  %,d of %,d events%n", Population.eventsBy(time()), Population.eventsBy(time));
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
