package io.waymark.app.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Records with what becomes of them, in {@code formats/<format>} of the test resources: beside each
 * {@code x.json} stands {@code x.told}, as {@link NotedReadings} writes it.
 */
public final class GoldenFiles {
  private GoldenFiles() {}

  /** The records of a format, by their file's name. */
  public static List<Path> of(String format) throws IOException {
    URI folder =
        URI.create(
            Objects.requireNonNull(GoldenFiles.class.getResource("/formats/" + format)).toString());
    try (var files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  public static SourceRecord record(Path file) throws IOException {
    return SourceRecord.line(Files.readAllBytes(file));
  }

  /** What has to be told of it. */
  public static String told(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".json", ".told");
    return Files.readString(file.resolveSibling(name), UTF_8);
  }

  /** What a format tells of it, as the file has it. */
  public static String told(RecordFormat format, Path file) throws IOException {
    return String.join("\n", NotedReadings.of(format, record(file)).lines()) + "\n";
  }
}
