package io.waymark.app.format.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.Rfc3339;
import io.waymark.pipeline.wire.Admission;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A contact (a leg, to us) as an event of it shows it. */
final class Contact {
  private final JsonNode detail;
  private final @Nullable String sentAt;

  /**
   * @param sentAt the time of the envelope, which stands in for a missing one within
   */
  Contact(JsonNode detail, @Nullable String sentAt) {
    this.detail = detail;
    this.sentAt = sentAt;
  }

  JsonNode detail() {
    return detail;
  }

  String id() throws UndecodableException {
    String id = text("contactId");
    if (id == null) {
      throw new UndecodableException(RejectReason.NO_ID, "contactId is missing");
    }
    return id;
  }

  /** The id of the first leg, which transfers and callbacks keep. */
  String chain() throws UndecodableException {
    String first = text("initialContactId");
    return first == null ? id() : first;
  }

  /** The leg that this one was transferred from; null of a first leg. */
  @Nullable String previous() {
    return text("previousContactId");
  }

  String eventType() throws UndecodableException {
    String type = text("eventType");
    if (type == null) {
      throw new UndecodableException(RejectReason.NO_TYPE, "eventType is missing");
    }
    return type.toUpperCase(Locale.ROOT);
  }

  /** In capitals; empty if not given. */
  String channel() {
    return capitals("channel");
  }

  /** In capitals; empty if not given. */
  String initiationMethod() {
    return capitals("initiationMethod");
  }

  @Nullable String text(String... path) {
    return AnyCase.text(detail, path);
  }

  /** The last part of an ARN, which is the id of what it names. */
  @Nullable String idOfArn(String... path) {
    String arn = text(path);
    return arn == null ? null : arn.substring(arn.lastIndexOf('/') + 1);
  }

  /**
   * A time in milliseconds; null if it is missing or before 2000: a time that is not known yet
   * comes as the first millisecond of 1970.
   *
   * @throws UndecodableException if it is no time
   */
  @Nullable Long time(String... path) throws UndecodableException {
    String text = text(path);
    return text == null ? null : known(parse(String.join(".", path), text));
  }

  /** The time the event was sent. */
  @Nullable Long sentAt() throws UndecodableException {
    return sentAt == null ? null : known(parse("time", sentAt));
  }

  /** A length in whole seconds, as milliseconds; null if it is missing or no such number. */
  @Nullable Long seconds(String... path) {
    JsonNode value = AnyCase.at(detail, path);
    boolean sound = value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
    return sound ? (Long) (value.intValue() * 1_000L) : null;
  }

  private static @Nullable Long known(long time) {
    return time < Admission.EARLIEST ? null : (Long) time;
  }

  private static long parse(String field, String text) throws UndecodableException {
    try {
      return Rfc3339.parse(text);
    } catch (DateTimeParseException none) {
      throw new UndecodableException(RejectReason.NO_TIME, field + " is no RFC 3339 time");
    }
  }

  private String capitals(String field) {
    String text = text(field);
    return text == null ? "" : text.toUpperCase(Locale.ROOT);
  }
}
