package io.waymark.app.format;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a file of one record a line into its lines, in memory that a line cannot blow up. Blank
 * lines are passed over but counted; a UTF-8 byte order mark at the start is passed over too. An
 * instance serves one thread.
 */
public final class JsonLines implements Closeable {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int maxBytes;
  private final byte[] chunk = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private int position;
  private int end;
  private long number;

  /**
   * @param in closed by {@link #close}; need not be buffered
   * @param maxBytes bound on the bytes of a line, without its end
   */
  public JsonLines(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /**
   * The next line without its end, or null after the last one. Of a line above the bound the first
   * {@code maxBytes + 1} bytes are given, which is enough for {@link WaymarkFormat} to refuse it.
   */
  public byte @Nullable [] next() throws IOException {
    if (number == 0) {
      passMark();
    }
    while (fill()) {
      number++;
      line.reset();
      readLine();
      byte[] bytes = line.toByteArray();
      if (!isBlank(bytes)) {
        return bytes;
      }
    }
    return null;
  }

  /** The number of the line given last, from 1 on. */
  public long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void passMark() throws IOException {
    end = in.readNBytes(chunk, 0, BYTE_ORDER_MARK.length);
    if (Arrays.equals(chunk, 0, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
      position = end;
    }
  }

  private void readLine() throws IOException {
    while (fill()) {
      int from = position;
      while (position < end && chunk[position] != '\n') {
        position++;
      }
      line.write(chunk, from, Math.min(position - from, maxBytes + 1 - line.size()));
      if (position < end) {
        position++;
        return;
      }
    }
  }

  /** Makes sure that a byte is at hand; false at the end. */
  private boolean fill() throws IOException {
    while (position == end) {
      int read = in.read(chunk);
      if (read < 0) {
        return false;
      }
      position = 0;
      end = read;
    }
    return true;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
