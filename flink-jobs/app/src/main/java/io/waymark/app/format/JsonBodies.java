package io.waymark.app.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.delivery.Bodies;
import org.jspecify.annotations.Nullable;

/** Messages as {@link JsonRecordWriter} writes triggers and alerts. Serves one thread. */
public final class JsonBodies implements Bodies {
  private static final long serialVersionUID = 1L;

  private transient @Nullable JsonRecordWriter json;

  @Override
  public String of(Trigger trigger) {
    return new String(json().trigger(trigger), UTF_8);
  }

  @Override
  public String of(Alert alert) {
    return new String(json().alert(alert), UTF_8);
  }

  private JsonRecordWriter json() {
    JsonRecordWriter writer = json;
    if (writer == null) {
      writer = new JsonRecordWriter();
      json = writer;
    }
    return writer;
  }
}
