package io.waymark.app.format.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waymark.app.format.JsonTree;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An event as the specification has it, whatever mode it came in: attributes and JSON data. */
final class CloudEvent {
  private static final String SPECVERSION = "specversion";
  private static final String HEADER = "ce_";

  private final UnaryOperator<@Nullable String> attributes;
  private final JsonNode data;

  private CloudEvent(UnaryOperator<@Nullable String> attributes, JsonNode data) {
    this.attributes = attributes;
    this.data = data;
  }

  /** Whether the headers are those of the binary mode. */
  static boolean isIn(Map<String, byte[]> headers) {
    return headers.keySet().stream().anyMatch(name -> name.startsWith(HEADER));
  }

  static CloudEvent ofHeaders(Map<String, byte[]> headers, byte @Nullable [] value)
      throws UndecodableException {
    UnaryOperator<@Nullable String> attributes =
        name -> {
          byte[] header = headers.get(HEADER + name);
          return header == null || header.length == 0 ? null : new String(header, UTF_8);
        };
    checkVersion(attributes.apply(SPECVERSION));
    return new CloudEvent(attributes, dataOf(value));
  }

  static CloudEvent ofJson(JsonNode event) throws UndecodableException {
    checkVersion(JsonTree.text(event, SPECVERSION));
    JsonNode data = event.path("data");
    String encoded = JsonTree.text(event, "data_base64");
    return new CloudEvent(
        name -> JsonTree.text(event, name),
        data.isMissingNode() && encoded != null ? dataOf(decoded(encoded)) : data);
  }

  /** The value of a context or extension attribute; null if it is missing or empty. */
  @Nullable String attribute(String name) {
    return attributes.apply(name);
  }

  /** The value of an attribute that every event has to have. */
  String required(String name) throws UndecodableException {
    String value = attribute(name);
    if (value == null) {
      throw undecodable(name + " is missing");
    }
    return value;
  }

  /** What happened in detail; a missing node if nothing is said. */
  JsonNode data() {
    return data;
  }

  static UndecodableException undecodable(String what) {
    return new UndecodableException(RejectReason.UNDECODABLE, "CloudEvent: " + what);
  }

  private static void checkVersion(@Nullable String version) throws UndecodableException {
    if (version == null) {
      throw undecodable("specversion is missing");
    }
    if (!version.equals("1.0")) {
      throw undecodable("specversion is " + version + "; only 1.0 is read");
    }
  }

  private static JsonNode dataOf(byte @Nullable [] bytes) throws UndecodableException {
    if (bytes == null || bytes.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JsonTree.value(bytes);
    } catch (UndecodableException e) {
      throw undecodable("its data is not JSON: " + e.detail());
    }
  }

  private static byte[] decoded(String base64) throws UndecodableException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw undecodable("data_base64 is not base64");
    }
  }
}
