package io.waymark.app.cli;

import io.waymark.app.delivery.config.DestinationConfig;
import io.waymark.app.delivery.config.DestinationLoader;
import io.waymark.app.delivery.config.InvalidDestinations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A file of destinations named on the command line. */
final class DestinationsFile {
  private static final Pattern TOP = Pattern.compile("(?m)^destinations\\s*:");

  private final Path path;
  private final String text;

  private DestinationsFile(Path path, String text) {
    this.path = path;
    this.text = text;
  }

  /** Whether the file has destinations and not rules, however wrong they are. */
  static boolean isOne(Path path) {
    return Files.isRegularFile(path) && TOP.matcher(read(path)).find();
  }

  /**
   * A file that can be read.
   *
   * @throws CommandFailed if it cannot
   */
  static DestinationsFile of(Path path) {
    return new DestinationsFile(path, read(path));
  }

  /** All of them. */
  List<DestinationConfig> load() throws InvalidDestinations {
    return DestinationLoader.load(path.toString(), text);
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new CommandFailed("cannot read " + path + ": " + e.getMessage());
    }
  }
}
