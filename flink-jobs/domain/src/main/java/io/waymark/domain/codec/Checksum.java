package io.waymark.domain.codec;

import java.util.zip.CRC32C;

/** The CRC-32C (Castagnoli) that ends written state, lowest byte first. */
final class Checksum {
  static final int BYTES = Integer.BYTES;

  private Checksum() {}

  static long of(byte[] buffer, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(buffer, 0, length);
    return checksum.getValue();
  }

  /**
   * Where the content in front of the checksum ends.
   *
   * @throws IllegalStateException if the two do not fit
   */
  static int verifiedEnd(byte[] buffer) {
    int end = buffer.length - BYTES;
    if (end < 1 || of(buffer, end) != stored(buffer, end)) {
      throw new IllegalStateException(
          "state of " + buffer.length + " bytes is damaged: its checksum does not fit");
    }
    return end;
  }

  private static long stored(byte[] buffer, int at) {
    long value = 0;
    for (int i = 0; i < BYTES; i++) {
      value |= (buffer[at + i] & 0xFFL) << (Byte.SIZE * i);
    }
    return value;
  }
}
