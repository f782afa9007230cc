package io.waymark.app.backtest;

import io.waymark.app.work.FileFailures;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes each element as one line into a file of its subtask, for {@link SortedLines} to bring into
 * order. The element comes with its sort key in front.
 *
 * @param directory where the files go, absolute
 * @param lines makes the lines; one for each subtask
 */
record LineFilesSink<T>(String directory, Lines<T> lines) implements Sink<T> {

  /** Makes a line of an element. */
  interface Lines<T> extends Serializable {
    /** A writer for one thread. */
    Line<T> open();
  }

  /** Makes a line of an element; used by one thread. */
  interface Line<T> {
    /** What lines are ordered by, as one text; has no line breaks. */
    String key(T element);

    /** The line itself in UTF-8, without its end. */
    byte[] text(T element);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    Path file = Path.of(directory, "part-" + context.getTaskInfo().getIndexOfThisSubtask());
    return new Writer<>(file, Files.newBufferedWriter(file), lines.open());
  }

  private record Writer<T>(Path path, BufferedWriter file, Line<T> line) implements SinkWriter<T> {
    @Override
    public void write(T element, Context context) throws IOException {
      try {
        file.write(line.key(element));
        file.write(SortedLines.KEY_END);
        file.write(new String(line.text(element), StandardCharsets.UTF_8));
        file.write('\n');
      } catch (IOException e) {
        throw FileFailures.writing(path, e);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      try {
        file.flush();
      } catch (IOException e) {
        throw FileFailures.writing(path, e);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
