package io.waymark.app.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** The last of what a process said. */
public final class LogTail {
  private static final int LINES = 15;

  private LogTail() {}

  /** The last lines of its log, or a word that there are none. */
  public static String of(Path log) {
    Deque<String> last = new ArrayDeque<>();
    // Latin-1 reads any byte: a broken character must not hide the process's own message.
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      lines.forEach(
          line -> {
            last.addLast(line);
            if (last.size() > LINES) {
              last.removeFirst();
            }
          });
    } catch (IOException e) {
      return "(it printed nothing)";
    }
    return last.isEmpty() ? "(it printed nothing)" : String.join(System.lineSeparator(), last);
  }
}
