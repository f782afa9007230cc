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
   * The format that people mean by a name.
   *
   * @throws UnknownFormat if there is none
   */
  static Format named(String name) throws UnknownFormat {
    return NamedFormat.find(name).orElseThrow(() -> new UnknownFormat(name));
  }
}
