package io.waymark.app.format;

/**
 * How the records of a source are read. Whatever the bytes are, each thing a record tells of ends
 * as exactly one of the {@link Readings}, and nothing is thrown. An instance serves one thread.
 */
public interface RecordFormat {
  void read(SourceRecord record, Readings out);
}
