package io.waymark.app.kafka;

import io.waymark.domain.intervention.Alert;
import io.waymark.pipeline.wire.AlertCodec;
import org.jspecify.annotations.Nullable;

/** Alerts in Avro, keyed by alert, so that the last word on each stays. Serves one thread. */
public final class AlertEncoder implements RecordEncoder<Alert> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable AlertCodec codec;

  @Override
  public String key(Alert alert) {
    return alert.alertId();
  }

  @Override
  public byte[] value(Alert alert) {
    AlertCodec writer = codec;
    if (writer == null) {
      writer = new AlertCodec();
      codec = writer;
    }
    return writer.encode(alert);
  }
}
