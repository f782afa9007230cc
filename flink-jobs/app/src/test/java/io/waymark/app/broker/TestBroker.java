package io.waymark.app.broker;

import java.nio.file.Path;

/** A local broker that runs from the test class path. */
public final class TestBroker {
  private TestBroker() {}

  public static LocalBroker start(Path directory) {
    return LocalBroker.start(System.getProperty("java.class.path"), directory, "384m");
  }
}
