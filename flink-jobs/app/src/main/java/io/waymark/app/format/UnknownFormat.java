package io.waymark.app.format;

import java.util.stream.Collectors;

/**
 * There is no format of that name, or its mapping is none; the message says which there are, or
 * what is wrong with it.
 */
public final class UnknownFormat extends Exception {
  private static final long serialVersionUID = 1L;

  UnknownFormat(String message) {
    super(message);
  }

  static UnknownFormat of(String name) {
    return new UnknownFormat(
        "there is no format %s; there are %s"
            .formatted(name, NamedFormat.names().collect(Collectors.joining(", "))));
  }
}
