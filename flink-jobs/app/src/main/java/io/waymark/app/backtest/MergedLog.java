package io.waymark.app.backtest;

import io.waymark.app.format.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Several files as one log: at each step the file whose next event is the earliest gives it. */
final class MergedLog implements EventLog {
  private final RecordReader records;
  private final List<JsonLines> files = new ArrayList<>();
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparingLong(Head::time).thenComparingInt(Head::file));

  MergedLog(List<String> paths, int largestRecord, LongConsumer onBytes) throws IOException {
    this.records = new RecordReader(paths, largestRecord);
    try {
      for (String path : paths) {
        files.add(LogFile.open(Path.of(path), largestRecord, onBytes));
      }
      for (int file = 0; file < files.size(); file++) {
        advance(file);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public @Nullable Head next() throws IOException {
    Head head = heads.poll();
    if (head != null) {
      advance(head.file());
    }
    return head;
  }

  private void advance(int file) throws IOException {
    JsonLines log = files.get(file);
    byte[] line = log.next();
    if (line != null) {
      heads.add(records.read(file, log.number(), line));
    }
  }

  @Override
  public void close() throws IOException {
    for (JsonLines file : files) {
      file.close();
    }
  }
}
