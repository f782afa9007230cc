package io.waymark.app.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.event.Scalar;
import io.waymark.domain.experiment.Estimate;
import io.waymark.domain.experiment.ExperimentResult.OfArm;
import io.waymark.domain.experiment.ExperimentResult.OfGuardrail;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.journey.JourneySnapshot.SessionSnapshot;
import io.waymark.domain.journey.JourneySnapshot.StageSnapshot;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.Words;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object; an optional one without a value is left out. */
final class JsonFields {
  private final JsonGenerator out;

  JsonFields(JsonGenerator out) {
    this.out = out;
  }

  void text(String name, @Nullable String value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  void number(String name, @Nullable Number value) throws IOException {
    if (value instanceof Double real) {
      out.writeNumberField(name, real);
    } else if (value != null) {
      out.writeNumberField(name, value.longValue());
    }
  }

  void time(String name, long millis) throws IOException {
    out.writeStringField(name, Rfc3339.format(millis));
  }

  void bytes(String name, byte @Nullable [] value) throws IOException {
    if (value != null) {
      out.writeBinaryField(name, value);
    }
  }

  /** The headers of a record that has any. */
  void headers(List<DeadLetter.Header> headers) throws IOException {
    if (headers.isEmpty()) {
      return;
    }
    objects(
        "headers",
        headers,
        header -> {
          text("name", header.name());
          bytes("value", header.value());
        });
  }

  /** Something that is so; what is not is left out. */
  void flag(String name, boolean value) throws IOException {
    if (value) {
      out.writeBooleanField(name, true);
    }
  }

  void truth(String name, boolean value) throws IOException {
    out.writeBooleanField(name, value);
  }

  void arm(String name, OfArm arm) throws IOException {
    out.writeObjectFieldStart(name);
    number("assigned", arm.assigned());
    number("measured", arm.measured());
    number("issued", arm.issued());
    number("reached", arm.reached());
    out.writeEndObject();
  }

  void estimate(String name, @Nullable Estimate estimate) throws IOException {
    if (estimate != null) {
      out.writeObjectFieldStart(name);
      number("value", estimate.value());
      number("low", estimate.interval().low());
      number("high", estimate.interval().high());
      out.writeEndObject();
    }
  }

  void guardrails(List<OfGuardrail> guardrails) throws IOException {
    objects(
        "guardrails",
        guardrails,
        one -> {
          text("guardrail", Words.of(one.guardrail()));
          number("treatment", one.treatment());
          number("holdout", one.holdout());
          number("p", one.p());
          truth("harm", one.harm());
        });
  }

  void texts(String name, List<String> values) throws IOException {
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  /** Attributes as they are: nulls stay, 1.0 is not 1. */
  void attributes(Map<String, @Nullable Object> attributes) throws IOException {
    out.writeObjectFieldStart("attributes");
    for (Map.Entry<String, @Nullable Object> entry : attributes.entrySet()) {
      out.writeFieldName(entry.getKey());
      scalar(entry.getValue());
    }
    out.writeEndObject();
  }

  /** Values that tell instances or groups apart: whole numbers as integers, sorted by name. */
  void scalars(String name, Map<String, Object> values) throws IOException {
    out.writeObjectFieldStart(name);
    for (String key : values.keySet().stream().sorted().toList()) {
      out.writeFieldName(key);
      Object value = values.get(key);
      scalar(value == null ? null : Scalar.canonical(value));
    }
    out.writeEndObject();
  }

  void evidence(List<Evidence> evidence) throws IOException {
    objects(
        "evidence",
        evidence,
        one -> {
          text("event_id", one.eventId());
          text("event_type", one.eventType());
          time("event_time", one.eventTime());
          text("touchpoint", one.touchpoint());
        });
  }

  /** Values as they are, sorted by name. */
  void values(String name, Map<String, ? extends @Nullable Object> values) throws IOException {
    out.writeObjectFieldStart(name);
    for (String key : values.keySet().stream().sorted().toList()) {
      out.writeFieldName(key);
      scalar(values.get(key));
    }
    out.writeEndObject();
  }

  void stages(List<StageSnapshot> stages) throws IOException {
    objects(
        "stages",
        stages,
        stage -> {
          text("stage", stage.stage());
          time("entered_at", stage.enteredAt());
          number("skipped", stage.skipped());
        });
  }

  void session(SessionSnapshot session) throws IOException {
    out.writeObjectFieldStart("session");
    text("session_id", session.sessionId());
    time("started_at", session.startedAt());
    time("last_at", session.lastAt());
    number("views", session.views());
    out.writeBooleanField("engaged", session.engaged());
    if (session.experience() != null) {
      text("experience", Words.of(session.experience()));
    }
    out.writeEndObject();
  }

  void touchpoints(List<Touchpoint> touchpoints) throws IOException {
    objects(
        "touchpoints",
        touchpoints,
        one -> {
          text("event_type", one.eventType());
          time("event_time", one.eventTime());
          text("channel", one.channel());
          text("touchpoint", one.touchpoint());
        });
  }

  void journey(Journey journey) throws IOException {
    out.writeObjectFieldStart("journey");
    text("stage", journey.stage());
    number("effort", journey.effort());
    number("emotion", journey.emotion());
    number("frustration", journey.frustration());
    out.writeEndObject();
  }

  /** Writes the fields of one of several. */
  private interface Item<T> {
    void write(T one) throws IOException;
  }

  private <T> void objects(String name, List<T> all, Item<T> item) throws IOException {
    out.writeArrayFieldStart(name);
    for (T one : all) {
      out.writeStartObject();
      item.write(one);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void scalar(@Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else {
      throw new IllegalArgumentException("not a scalar: " + value.getClass());
    }
  }
}
