package io.waymark.app.format;

/** There is no format of that name; the message says which there are. */
public final class UnknownFormat extends Exception {
  private static final long serialVersionUID = 1L;

  UnknownFormat(String name) {
    super("there is no format %s; there are %s".formatted(name, NamedFormat.names()));
  }
}
