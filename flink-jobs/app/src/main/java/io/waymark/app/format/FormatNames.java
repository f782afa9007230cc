package io.waymark.app.format;

import java.util.Iterator;

/** The names of all formats, one after another. */
public final class FormatNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return NamedFormat.names().iterator();
  }
}
