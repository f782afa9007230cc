package io.waymark.app.format.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.JsonTree;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import io.waymark.pipeline.wire.WriterSchema;
import java.io.IOException;

/** What a registry says of an id: it has a schema that we can read, or there is a reason not to. */
sealed interface SchemaAnswer {
  /** {@code error_code} of Confluent's API. */
  int NO_SUCH_SCHEMA = 40403;

  /** A schema; it never changes. */
  record Known(WriterSchema schema) implements SchemaAnswer {}

  /** What is written with it cannot be read. */
  record Refused(UndecodableException why) implements SchemaAnswer {}

  /**
   * Understands a response of {@code GET /schemas/ids/{id}}.
   *
   * @throws IOException if it is none of the registry's own, so that nothing is known
   */
  static SchemaAnswer of(int id, int status, byte[] body) throws IOException {
    JsonNode said;
    try {
      said = JsonTree.object(body);
    } catch (UndecodableException e) {
      throw new IOException("status " + status + ", and no JSON");
    }
    // Another 404, also one in JSON, means that the path is wrong.
    if (said.path("error_code").asInt() == NO_SUCH_SCHEMA) {
      return refused(RejectReason.UNKNOWN_SCHEMA, "the registry has no schema " + id);
    }
    String schema = JsonTree.text(said, "schema");
    if (status != 200 || schema == null) {
      throw new IOException("status " + status + " " + said.path("message").asText());
    }
    String type = said.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      return refused(RejectReason.UNDECODABLE, "schema %d is %s, not AVRO".formatted(id, type));
    }
    if (!said.path("references").isEmpty()) {
      return refused(RejectReason.UNDECODABLE, "schema " + id + " refers to others");
    }
    try {
      return new Known(WriterSchema.parse(schema));
    } catch (UndecodableException e) {
      return refused(e.reason(), "schema " + id + ": " + e.detail());
    }
  }

  private static SchemaAnswer refused(RejectReason reason, String detail) {
    return new Refused(new UndecodableException(reason, detail));
  }
}
