package io.waymark.app.format;

import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;

/** Another format, which gets to see no record that is too large. */
final class BoundedFormat implements RecordFormat {
  private final RecordFormat format;
  private final int maxBytes;

  BoundedFormat(RecordFormat format, int maxBytes) {
    this.format = format;
    this.maxBytes = maxBytes;
  }

  @Override
  public void read(SourceRecord record, Readings out) {
    byte[] value = record.value();
    if (value != null && value.length > maxBytes) {
      out.refused(
          new UndecodableException(
              RejectReason.OVERSIZE, "it has more than " + maxBytes + " bytes"),
          value);
    } else {
      format.read(record, out);
    }
  }
}
