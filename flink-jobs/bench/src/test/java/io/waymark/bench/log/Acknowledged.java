package io.waymark.bench.log;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Remembers that a record could not be written. */
final class Acknowledged implements Callback {
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  @Override
  public void onCompletion(@Nullable RecordMetadata sent, @Nullable Exception failed) {
    if (failed != null) {
      failure.set(failed);
    }
  }

  void throwFailure() throws Exception {
    Exception failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }
}
