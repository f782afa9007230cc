package io.waymark.app.backtest;

import io.waymark.app.format.JsonLines;
import io.waymark.app.format.WaymarkFormat;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Several files as one log: at each step the file whose next event is the earliest gives it. */
final class MergedLog implements Closeable {
  private final List<Path> paths;
  private final WaymarkFormat format;
  private final List<JsonLines> files = new ArrayList<>();
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparingLong(Head::time).thenComparingInt(Head::file));

  MergedLog(List<Path> paths, int largestRecord, LongConsumer onBytes) throws IOException {
    this.paths = paths;
    this.format = new WaymarkFormat(largestRecord);
    for (Path path : paths) {
      files.add(LogFile.open(path, largestRecord, onBytes));
    }
    for (int file = 0; file < files.size(); file++) {
      advance(file);
    }
  }

  /** The next record of all files; null at the end. */
  @Nullable Head next() throws IOException {
    Head head = heads.poll();
    if (head != null) {
      advance(head.file);
    }
    return head;
  }

  private void advance(int file) throws IOException {
    JsonLines log = files.get(file);
    byte[] line = log.next();
    if (line == null) {
      return;
    }
    try {
      heads.add(new Head(file, format.peek(line), null));
    } catch (UndecodableException refused) {
      heads.add(
          new Head(
              file,
              null,
              new DeadLetter(
                  paths.get(file).toString(),
                  file,
                  log.number(),
                  null,
                  refused.reason(),
                  refused.detail(),
                  null,
                  line)));
    }
  }

  @Override
  public void close() throws IOException {
    for (JsonLines file : files) {
      file.close();
    }
  }

  /** A record: an event, or what is wrong with it. */
  record Head(int file, @Nullable PeekedInteraction event, @Nullable DeadLetter dead) {
    /** Unusable records have no time: they are passed on as soon as they are met. */
    long time() {
      return event == null ? Long.MIN_VALUE : event.eventTime();
    }
  }
}
