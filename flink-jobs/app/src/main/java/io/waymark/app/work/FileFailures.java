package io.waymark.app.work;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What to tell people of a file that could not be written. */
public final class FileFailures {
  private FileFailures() {}

  /** A failure whose message names the file and says why. */
  public static IOException writing(Path file, IOException cause) {
    return new IOException("cannot write " + file + ": " + reason(cause), cause);
  }

  /** Why, without the file. */
  public static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such directory";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      return String.valueOf(failure.getReason());
    }
    return String.valueOf(cause.getMessage());
  }
}
