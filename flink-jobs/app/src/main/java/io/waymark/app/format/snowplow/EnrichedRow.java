package io.waymark.app.format.snowplow;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.Amounts;
import io.waymark.app.format.JsonTree;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One event as the enricher writes it: a line of columns with tabs between. */
final class EnrichedRow {
  private static final int COLUMNS = Column.values().length;

  private final String[] values;

  private EnrichedRow(String[] values) {
    this.values = values;
  }

  /** Reads a line with or without its end. */
  static EnrichedRow of(byte @Nullable [] bytes) throws UndecodableException {
    if (bytes == null) {
      throw new UndecodableException(RejectReason.UNDECODABLE, "the record has no value");
    }
    String[] values = withoutEnd(text(bytes)).split("\t", -1);
    if (values.length != COLUMNS) {
      throw new UndecodableException(
          RejectReason.UNDECODABLE,
          "an enriched event has " + COLUMNS + " columns, this has " + values.length);
    }
    return new EnrichedRow(values);
  }

  /** The column's text; null where it is empty. */
  @Nullable String text(Column column) {
    String value = values[column.ordinal()];
    return value.isEmpty() ? null : value;
  }

  /** The column's number; null where it is empty or no finite number. */
  @Nullable Double number(Column column) {
    return Amounts.of(text(column));
  }

  /** The column's JSON object; null where it is empty. */
  @Nullable JsonNode json(Column column) throws UndecodableException {
    String value = text(column);
    if (value == null) {
      return null;
    }
    try {
      return JsonTree.object(value);
    } catch (UndecodableException e) {
      throw new UndecodableException(e.reason(), column.field() + ": " + e.detail());
    }
  }

  private static String text(byte[] bytes) throws UndecodableException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UndecodableException(RejectReason.UNDECODABLE, "it is not UTF-8");
    }
  }

  private static String withoutEnd(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
      end--;
    }
    return line.substring(0, end);
  }
}
