package io.waymark.app.format;

import java.io.Serializable;

/** A format that sources can be in. It travels with a job; its readers are made where they read. */
public interface Format extends Serializable {

  /**
   * A reader.
   *
   * @param maxBytes larger values are refused as {@code oversize}, unread
   */
  RecordFormat open(int maxBytes);

  /**
   * The format that people mean by a name; {@code json:FILE} is JSON by the mapping in that file,
   * which is read at once.
   *
   * @throws UnknownFormat if there is none
   */
  static Format named(String name) throws UnknownFormat {
    if (name.startsWith(MappingFormat.PREFIX)) {
      return MappingFormat.read(name.substring(MappingFormat.PREFIX.length()));
    }
    return NamedFormat.find(name).orElseThrow(() -> UnknownFormat.of(name));
  }
}
