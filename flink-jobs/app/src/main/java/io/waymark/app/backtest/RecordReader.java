package io.waymark.app.backtest;

import io.waymark.app.backtest.EventLog.Head;
import io.waymark.app.format.WaymarkFormat;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.List;

/** Makes events and dead letters of the lines of files. Serves one thread. */
final class RecordReader {
  private final List<String> paths;
  private final WaymarkFormat format;

  RecordReader(List<String> paths, int largestRecord) {
    this.paths = paths;
    this.format = new WaymarkFormat(largestRecord);
  }

  /**
   * Reads a line.
   *
   * @param file its number among the paths, from 0 on
   * @param number of the line in the file, from 1 on
   */
  Head read(int file, long number, byte[] line) {
    try {
      return new Head(file, format.peek(line), null);
    } catch (UndecodableException refused) {
      return new Head(
          file,
          null,
          new DeadLetter(
              paths.get(file), file, number, null, refused.reason(), refused.detail(), null, line));
    }
  }
}
