package io.waymark.app.backtest;

import com.google.code.externalsorting.ExternalSort;
import io.waymark.app.work.FileFailures;
import io.waymark.domain.event.CodePoints;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings lines with a key in front into the order of their keys, on disk, with bounded memory. */
final class SortedLines {
  /** Separates key and line; no key has it and no JSON does. */
  static final char KEY_END = '\u0001';

  private static final Comparator<String> BY_KEY = (a, b) -> CodePoints.compare(a, b);
  private static final int MAX_TEMPORARY_FILES = 1_024;
  private static final long MEMORY = 64L << 20;

  private SortedLines() {}

  /**
   * Sorts the lines of all files in a directory into one file, which appears when it is whole.
   *
   * @param onKey told each key in order
   */
  static void merge(Path directory, Path into, Consumer<String> onKey) throws IOException {
    merge(
        directory,
        into,
        (line, next) -> {
          onKey.accept(line.substring(0, line.indexOf(KEY_END)));
          return true;
        });
  }

  /**
   * The same, but of the lines about one thing only the last one is written, and none if that is
   * empty.
   */
  static void mergeLatest(Path directory, Path into) throws IOException {
    merge(
        directory,
        into,
        (line, next) ->
            line.indexOf(KEY_END) + 1 < line.length()
                && (next == null || !LineKey.thing(next).equals(LineKey.thing(line))));
  }

  /** Which lines are written, with their keys in front. */
  private interface Choice {
    boolean takes(String line, @Nullable String next);
  }

  private static void merge(Path directory, Path into, Choice choice) throws IOException {
    Path keyed = sorted(directory);
    Path unfinished = into.resolveSibling(into.getFileName() + ".part");
    write(keyed, unfinished, choice);
    Files.delete(keyed);
    Files.move(unfinished, into, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Path keyed, Path into, Choice choice) throws IOException {
    try (var lines = Files.newBufferedReader(keyed);
        BufferedWriter out = Files.newBufferedWriter(into)) {
      String line = lines.readLine();
      while (line != null) {
        String next = lines.readLine();
        if (choice.takes(line, next)) {
          int end = line.indexOf(KEY_END);
          out.write(line, end + 1, line.length() - end - 1);
          out.write('\n');
        }
        line = next;
      }
    } catch (IOException e) {
      throw FileFailures.writing(into, e);
    }
  }

  private static Path sorted(Path directory) throws IOException {
    List<File> sorted = new ArrayList<>();
    try (Stream<Path> parts = Files.list(directory)) {
      for (Path part : parts.sorted().toList()) {
        sorted.addAll(sortedRuns(part, directory));
      }
      Path keyed = Files.createTempFile(directory, "sorted", ".lines");
      ExternalSort.mergeSortedFiles(sorted, keyed.toFile(), BY_KEY, StandardCharsets.UTF_8);
      return keyed;
    } catch (IOException e) {
      throw FileFailures.writing(directory, e);
    }
  }

  private static List<File> sortedRuns(Path part, Path directory) throws IOException {
    if (Files.size(part) == 0) {
      return List.of();
    }
    try (var lines = Files.newBufferedReader(part)) {
      return ExternalSort.sortInBatch(
          lines,
          Files.size(part),
          BY_KEY,
          MAX_TEMPORARY_FILES,
          MEMORY,
          StandardCharsets.UTF_8,
          directory.toFile(),
          false,
          0,
          false,
          false);
    }
  }
}
