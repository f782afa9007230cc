package io.waymark.app.backtest;

import io.waymark.app.format.JsonLines;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Opens a file of one record a line, plain or {@code .gz}. */
final class LogFile {
  private LogFile() {}

  /** A step of reading. */
  interface Step<T extends @Nullable Object> {
    T take() throws IOException;
  }

  /**
   * Opens the file.
   *
   * @param longest bound on the bytes of a line
   * @param onBytes told how many bytes of the file have been read since the last time
   */
  static JsonLines open(Path path, int longest, LongConsumer onBytes) throws IOException {
    return reading(
        path.toString(),
        () -> {
          InputStream file = new Counted(Files.newInputStream(path), onBytes);
          try {
            return new JsonLines(
                path.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file,
                longest);
          } catch (IOException e) {
            file.close();
            throw e;
          }
        });
  }

  /** Takes a step whose failure is told with the name of the file. */
  static <T extends @Nullable Object> T reading(String path, Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (NoSuchFileException e) {
      throw new IOException("cannot read " + path + ": there is no such file", e);
    } catch (IOException e) {
      throw new IOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private static final class Counted extends FilterInputStream {
    private final LongConsumer onBytes;

    Counted(InputStream in, LongConsumer onBytes) {
      super(in);
      this.onBytes = onBytes;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      onBytes.accept(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      onBytes.accept(Math.max(0, read));
      return read;
    }
  }
}
