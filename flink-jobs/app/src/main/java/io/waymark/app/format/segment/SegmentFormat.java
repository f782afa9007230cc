package io.waymark.app.format.segment;

import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;

public final class SegmentFormat implements RecordFormat {
  @Override
  public void read(SourceRecord record, Readings out) {
    out.filtered();
  }
}
