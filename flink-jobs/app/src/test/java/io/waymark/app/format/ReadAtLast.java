package io.waymark.app.format;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Notes what a record tells once what it waits for has come. */
public final class ReadAtLast extends NotedReadings {
  private @Nullable CompletableFuture<?> waited;

  private ReadAtLast() {}

  public static NotedReadings read(RecordFormat format, SourceRecord record) throws Exception {
    ReadAtLast first = new ReadAtLast();
    format.read(record, first);
    if (first.waited == null) {
      return first;
    }
    first.waited.get(30, TimeUnit.SECONDS);
    return NotedReadings.of(format, record);
  }

  @Override
  public void waiting(CompletableFuture<?> ready) {
    waited = ready;
  }
}
