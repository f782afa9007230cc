package io.waymark.app.kafka;

import io.waymark.domain.alert.Alert;
import io.waymark.pipeline.alert.AlertChange;
import io.waymark.pipeline.wire.AlertCodec;
import org.jspecify.annotations.Nullable;

/**
 * Alerts in Avro, keyed by alert, so that the last word on each stays; a tombstone where it was
 * taken back. Serves one thread.
 */
public final class AlertEncoder implements RecordEncoder<AlertChange> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable AlertCodec codec;

  @Override
  public String key(AlertChange change) {
    return change.alertId();
  }

  @Override
  public byte @Nullable [] value(AlertChange change) {
    Alert alert = change.alert();
    if (alert == null) {
      return null;
    }
    AlertCodec writer = codec;
    if (writer == null) {
      writer = new AlertCodec();
      codec = writer;
    }
    return writer.encode(alert);
  }
}
