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
  private static final int CHUNK = 1 << 16;

  private LogFile() {}

  /**
   * Opens the file. Failures, while reading too, name it.
   *
   * @param longest bound on the bytes of a line
   * @param onBytes told how many bytes of the file have been read since the last time
   */
  static JsonLines open(Path path, int longest, LongConsumer onBytes) throws IOException {
    InputStream file;
    try {
      file = new Counted(Files.newInputStream(path), onBytes);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    try {
      InputStream plain = path.toString().endsWith(".gz") ? new GZIPInputStream(file, CHUNK) : file;
      return new JsonLines(new Named(plain, path), longest);
    } catch (IOException e) {
      file.close();
      throw unreadable(path, e);
    }
  }

  private static IOException unreadable(Path path, IOException reason) {
    return new IOException("cannot read " + path + ": " + reason.getMessage(), reason);
  }

  private static final class Named extends FilterInputStream {
    private final Path path;

    Named(InputStream in, Path path) {
      super(in);
      this.path = path;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        throw unreadable(path, e);
      }
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
