package io.waymark.bench.state;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;

/**
 * Lets so many events of the process's one source pass. Static, because Flink makes sources from
 * bytes: this is the one way to the one that runs.
 */
final class Gate implements RateLimiter<NumberSequenceSplit> {
  static final Gate INSTANCE = new Gate();

  private long left;
  private CompletableFuture<Void> opened = new CompletableFuture<>();

  private Gate() {}

  synchronized void let(long events) {
    left += events;
    opened.complete(null);
    opened = new CompletableFuture<>();
  }

  @Override
  public synchronized CompletionStage<Void> acquire(int events) {
    if (left >= events) {
      left -= events;
      return CompletableFuture.completedFuture(null);
    }
    return opened.thenCompose(any -> acquire(events));
  }
}
