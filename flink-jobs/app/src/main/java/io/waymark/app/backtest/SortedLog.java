package io.waymark.app.backtest;

import io.waymark.app.format.JsonLines;
import io.waymark.pipeline.journey.ArrivalSerializer;
import io.waymark.pipeline.journey.Envelope;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Files as one log in order of time, by way of a sorted copy on disk. Each line of the copy is one
 * thing that a line of the files told, as it goes on: the file's number and the arrival in Base64.
 */
final class SortedLog implements EventLog {
  private final JsonLines copy;

  /**
   * Opens a copy.
   *
   * @param copy what {@link #sort} wrote
   */
  SortedLog(Path copy, LongConsumer onBytes) throws IOException {
    this.copy = LogFile.open(copy, Integer.MAX_VALUE - 16, onBytes);
  }

  /**
   * Writes the copy. What is no event stands first; of several events with one time those of the
   * first file do.
   *
   * @param work an empty directory to work in
   */
  static void sort(
      List<EventFile> files, int largestRecord, Path work, Path copy, LongConsumer onBytes)
      throws IOException {
    RecordReader records = new RecordReader(files, largestRecord);
    try (BufferedWriter keyed = Files.newBufferedWriter(work.resolve("keyed"))) {
      for (int file = 0; file < files.size(); file++) {
        try (JsonLines lines = LogFile.open(files.get(file).path(), largestRecord, onBytes)) {
          write(lines, file, records, keyed);
        }
      }
    }
    SortedLines.merge(work, copy, key -> {});
  }

  private static void write(JsonLines lines, int file, RecordReader records, BufferedWriter out)
      throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(512);
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      int part = 0;
      for (Head head : records.read(file, lines.number(), line)) {
        out.write(
            LineKey.of(
                head.arrival() instanceof Envelope ? head.time() : 0,
                "%06d".formatted(file),
                "%015d".formatted(lines.number()),
                "%09d".formatted(part++)));
        out.write(SortedLines.KEY_END);
        out.write(file + " ");
        bytes.clear();
        ArrivalSerializer.INSTANCE.serialize(head.arrival(), bytes);
        out.write(Base64.getEncoder().encodeToString(bytes.getCopyOfBuffer()));
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
    String[] fields = new String(line, StandardCharsets.ISO_8859_1).split(" ", 2);
    return new Head(
        Integer.parseInt(fields[0]),
        ArrivalSerializer.INSTANCE.deserialize(
            new DataInputDeserializer(Base64.getDecoder().decode(fields[1]))));
  }

  @Override
  public void close() throws IOException {
    copy.close();
  }
}
