package io.waymark.app.backtest;

import io.waymark.app.format.JsonLines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Files as one log in order of time, by way of a sorted copy on disk. A line of the copy is the
 * file's number, the line's number there and the line itself in Base64, as it may hold any bytes.
 */
final class SortedLog implements EventLog {
  private final RecordReader records;
  private final JsonLines copy;

  /**
   * Opens a copy.
   *
   * @param copy what {@link #sort} wrote
   * @param paths the files that it was made of
   */
  SortedLog(Path copy, List<String> paths, int largestRecord, LongConsumer onBytes)
      throws IOException {
    this.records = new RecordReader(paths, largestRecord);
    this.copy = LogFile.open(copy, longestLine(largestRecord), onBytes);
  }

  /**
   * Writes the copy. Lines that are no events stand first; of several with one time those of the
   * first file do.
   *
   * @param work an empty directory to work in
   */
  static void sort(
      List<String> paths, int largestRecord, Path work, Path copy, LongConsumer onBytes)
      throws IOException {
    RecordReader records = new RecordReader(paths, largestRecord);
    try (BufferedWriter keyed = Files.newBufferedWriter(work.resolve("keyed"))) {
      for (int file = 0; file < paths.size(); file++) {
        write(paths.get(file), file, records, largestRecord, onBytes, keyed);
      }
    }
    SortedLines.merge(work, copy, key -> {});
  }

  private static void write(
      String path,
      int file,
      RecordReader records,
      int largestRecord,
      LongConsumer onBytes,
      BufferedWriter out)
      throws IOException {
    try (JsonLines lines = LogFile.open(Path.of(path), largestRecord, onBytes)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        Head head = records.read(file, lines.number(), line);
        long time = head.event() == null ? 0 : head.time();
        out.write(LineKey.of(time, "%06d".formatted(file), "%015d".formatted(lines.number())));
        out.write(SortedLines.KEY_END);
        out.write(file + " " + lines.number() + " ");
        out.write(Base64.getEncoder().encodeToString(line));
        out.write('\n');
      }
    }
  }

  @Override
  public @Nullable Head next() throws IOException {
    byte[] line = copy.next();
    if (line == null) {
      return null;
    }
    String[] fields = new String(line, StandardCharsets.ISO_8859_1).split(" ", 3);
    return records.read(
        Integer.parseInt(fields[0]),
        Long.parseLong(fields[1]),
        Base64.getDecoder().decode(fields[2]));
  }

  private static int longestLine(int largestRecord) {
    return (int) Math.min(Integer.MAX_VALUE - 16, largestRecord * 4L / 3 + 64);
  }

  @Override
  public void close() throws IOException {
    copy.close();
  }
}
