package io.waymark.app.demo;

import io.waymark.app.kafka.Topics;
import io.waymark.console.Console;
import io.waymark.console.ConsoleSettings;
import io.waymark.console.access.Access;
import io.waymark.console.store.DatabaseAddress;
import io.waymark.console.web.CannotListen;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Properties;

/** The demo's console: on this machine alone, at a free port, with its files among the demo's. */
final class OpsConsole {
  private OpsConsole() {}

  static Console start(Properties client, Topics topics, Path work, InstantSource wall) {
    try {
      return Console.start(
          new ConsoleSettings(
              ConsoleSettings.DEFAULT_HOST,
              0,
              null,
              new Access.Open(),
              client,
              topics.prefix(),
              DatabaseAddress.in(work.resolve("console"))),
          wall);
    } catch (CannotListen e) {
      throw new DemoFailed("the console could not be started: " + e.getMessage(), e);
    }
  }
}
