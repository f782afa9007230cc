package io.waymark.app.backtest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of one record a line, plain or {@code .gz}, read line by line as bytes. Empty lines are
 * passed over.
 */
final class LogFile implements Closeable {
  private final Path path;
  private final InputStream in;
  private final int longest;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private long number;

  /**
   * Opens the file.
   *
   * @param longest bytes of a line that are kept; a longer one is cut, so that it is found too long
   * @param onBytes told how many bytes of the file have been read since the last time
   */
  LogFile(Path path, int longest, LongConsumer onBytes) throws IOException {
    this.path = path;
    this.longest = longest;
    InputStream counted = new Counted(Files.newInputStream(path), onBytes);
    this.in =
        new BufferedInputStream(
            path.toString().endsWith(".gz") ? new GZIPInputStream(counted, 1 << 16) : counted,
            1 << 16);
  }

  Path path() {
    return path;
  }

  /** Number of the line read last, from 1. */
  long number() {
    return number;
  }

  /** The next line without its end; null at the end of the file. */
  byte @Nullable [] next() throws IOException {
    while (true) {
      line.reset();
      int next = in.read();
      if (next < 0) {
        return null;
      }
      number++;
      while (next >= 0 && next != '\n') {
        if (line.size() <= longest) {
          line.write(next);
        }
        next = in.read();
      }
      if (!isBlank()) {
        return line.toByteArray();
      }
    }
  }

  private boolean isBlank() {
    return line.size() == 0
        || (line.size() < 8 && line.toString(java.nio.charset.StandardCharsets.UTF_8).isBlank());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static final class Counted extends java.io.FilterInputStream {
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
