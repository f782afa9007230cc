package io.waymark.app.demo;

import io.waymark.domain.event.Event;
import java.io.Closeable;
import java.io.IOException;

/** Where the demo's events come from. */
interface Shop extends Closeable {

  /** Hands over what has happened after the last call, up to and including this shop time. */
  void until(long time, Outlet out) throws IOException;

  /** Whether nothing will ever happen again. */
  boolean isOver();

  /** Where the events go. */
  interface Outlet {
    void event(Event event);

    /** A record that cannot be read as an event, as it is. */
    void unreadable(byte[] record);
  }
}
