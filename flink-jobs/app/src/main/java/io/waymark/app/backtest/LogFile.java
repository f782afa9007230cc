package io.waymark.app.backtest;

import io.waymark.app.format.JsonLines;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/** Opens a file of one record a line, plain or {@code .gz}. */
final class LogFile {
  private LogFile() {}

  /**
   * Opens the file.
   *
   * @param longest bound on the bytes of a line
   * @param onBytes told how many bytes of the file have been read since the last time
   */
  static JsonLines open(Path path, int longest, LongConsumer onBytes) throws IOException {
    InputStream file = new Counted(Files.newInputStream(path), onBytes);
    return new JsonLines(
        path.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file, longest);
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
