package io.waymark.app.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.Admission;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads interactions written as JSON objects in UTF-8. Fields that are not known are passed over;
 * of a field that occurs twice the last counts. Whatever the bytes are, reading ends with an event
 * or an {@link UndecodableException}. An instance serves one thread.
 */
final class InteractionJsonReader {
  private final JsonFactory json =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Names made to collide would end in an IllegalStateException.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  /** Reads one object, which begins at {@code offset} and has to be all there is. */
  Event read(byte[] bytes, int offset, int length) throws UndecodableException {
    // Jackson would take a zero for the sign of UTF-16 or UTF-32.
    if (length > 1 && bytes[offset + 1] == 0) {
      throw undecodable("it is not UTF-8");
    }
    try (JsonParser in = json.createParser(bytes, offset, length)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw undecodable("it is not an object");
      }
      Draft draft = new Draft();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        in.nextToken();
        draft.take(name, in);
      }
      if (in.nextToken() != null) {
        throw undecodable("something follows the object");
      }
      return draft.event();
    } catch (JsonProcessingException e) {
      throw undecodable(e.getOriginalMessage() + position(e));
    } catch (IOException e) {
      throw undecodable(String.valueOf(e.getMessage()));
    }
  }

  private static String position(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
  }

  private static UndecodableException undecodable(String what) {
    return new UndecodableException(RejectReason.UNDECODABLE, "JSON: " + what);
  }

  /** The fields as far as they are known. */
  private static final class Draft {
    private @Nullable String id;
    private @Nullable String type;
    private @Nullable String customerId;
    private @Nullable String anonymousId;
    private @Nullable String sessionId;
    private @Nullable String channel;
    private @Nullable String touchpoint;
    private @Nullable Long time;
    private String timeTrouble = "event_time is missing";
    private Map<String, @Nullable Object> attributes = Map.of();

    void take(String name, JsonParser in) throws IOException, UndecodableException {
      switch (name) {
        case "event_id" -> id = JsonValues.text(name, in);
        case "event_type" -> type = JsonValues.text(name, in);
        case "event_time" -> takeTime(in);
        case "customer_id" -> customerId = JsonValues.text(name, in);
        case "anonymous_id" -> anonymousId = JsonValues.text(name, in);
        case "session_id" -> sessionId = JsonValues.text(name, in);
        case "channel" -> channel = JsonValues.text(name, in);
        case "touchpoint" -> touchpoint = JsonValues.text(name, in);
        case "attributes" -> attributes = attributes(in);
        default -> in.skipChildren();
      }
    }

    private void takeTime(JsonParser in) throws IOException, UndecodableException {
      time = JsonValues.time(in);
      if (time == null && in.currentToken() != JsonToken.VALUE_NULL) {
        timeTrouble = "event_time is neither RFC 3339 nor epoch milliseconds";
        in.skipChildren();
      }
    }

    private static Map<String, @Nullable Object> attributes(JsonParser in)
        throws IOException, UndecodableException {
      if (in.currentToken() == JsonToken.VALUE_NULL) {
        return Map.of();
      }
      if (in.currentToken() != JsonToken.START_OBJECT) {
        throw undecodable("attributes is not an object");
      }
      Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = JsonValues.unicode("an attribute's name", in.currentName());
        in.nextToken();
        attributes.put(name, JsonValues.scalar(name, in));
      }
      return attributes;
    }

    Event event() throws UndecodableException {
      if (time == null) {
        throw new UndecodableException(RejectReason.NO_TIME, timeTrouble);
      }
      return Admission.admit(
          id, type, time, customerId, anonymousId, sessionId, channel, touchpoint, attributes);
    }
  }
}
