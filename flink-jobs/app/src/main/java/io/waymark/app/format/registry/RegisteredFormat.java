package io.waymark.app.format.registry;

import io.waymark.app.format.Format;
import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.app.format.WaymarkFormat;

/**
 * Waymark's own format, and beside it Confluent's wire format: a zero byte, the id of the schema in
 * four, and a body that was written with it. Whatever a registered schema is, its records are read
 * as far as Avro resolves it to an interaction. Records whose schema is not known yet wait.
 *
 * @param registry has the schemas
 */
public record RegisteredFormat(RegistryAddress registry) implements Format {

  @Override
  public RecordFormat open(int maxBytes) {
    return new Reader(new SchemaRegistry(registry), new WaymarkFormat(maxBytes), maxBytes);
  }

  private record Reader(SchemaRegistry registry, WaymarkFormat own, int maxBytes)
      implements RecordFormat {
    @Override
    public void read(SourceRecord record, Readings out) {
      byte[] value = record.value();
      if (value == null || value.length > maxBytes || !ConfluentMessage.isMarked(value)) {
        own.read(record, out);
      } else {
        ConfluentMessage.read(value, registry, out);
      }
    }
  }
}
