package io.waymark.app.job;

import java.nio.file.Path;
import java.util.List;

/** A configuration of which nothing can be said: its file is not there or cannot be read. */
public final class UnreadableConfig extends InvalidConfig {
  private static final long serialVersionUID = 1L;

  UnreadableConfig(Path file, String why) {
    super(List.of(file + ": " + why));
  }
}
