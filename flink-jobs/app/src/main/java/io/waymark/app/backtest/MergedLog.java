package io.waymark.app.backtest;

import io.waymark.app.format.JsonLines;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Several files as one log: at each step the file whose next event is the earliest gives it. */
final class MergedLog implements EventLog {
  private final RecordReader records;
  private final List<JsonLines> files = new ArrayList<>();

  /** What is still to come of the line that each file gave last. */
  private final List<Deque<Head>> lines = new ArrayList<>();

  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparingLong(Head::time).thenComparingInt(Head::file));

  MergedLog(List<EventFile> sources, int largestRecord, LongConsumer onBytes) throws IOException {
    this.records = new RecordReader(sources, largestRecord);
    try {
      for (EventFile source : sources) {
        files.add(LogFile.open(source.path(), largestRecord, onBytes));
        lines.add(new ArrayDeque<>());
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
    Deque<Head> rest = lines.get(file);
    if (rest.isEmpty()) {
      byte[] line = log.next();
      if (line == null) {
        return;
      }
      rest.addAll(records.read(file, log.number(), line));
    }
    heads.add(rest.remove());
  }

  @Override
  public void close() throws IOException {
    for (JsonLines file : files) {
      file.close();
    }
  }
}
