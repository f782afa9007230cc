package io.waymark.app.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.format.registry.FakeRegistry;
import io.waymark.app.format.registry.RegisteredFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records of a source, in a file of the test resources: a {@code .json} is one record, any other
 * has one a line; in a {@code .kafka.jsonl} each line has {@code headers} and, in Base64, the
 * {@code value}.
 *
 * @param format as people name it; of {@code json:FILE} the mapping stands beside the records
 */
public record Sample(String format, Path file) {
  public static final Path FOLDER = Path.of("src/test/resources");

  /** 1 March 2026, 10:01 UTC: the Kafka time of records that say no time of their own. */
  public static final long APPENDED = 1_772_359_260_000L;

  private static final ObjectMapper JSON = new ObjectMapper();

  public List<SourceRecord> records() throws IOException {
    if (file.toString().endsWith(".json")) {
      return List.of(record(Files.readAllBytes(file), Map.of()));
    }
    return Files.readAllLines(file).stream().map(this::record).toList();
  }

  /** The format; Waymark's own with the schemas of a registry beside it. */
  public Format open(FakeRegistry registry) throws UnknownFormat {
    return format.equals(NamedFormat.WAYMARK.title())
        ? new RegisteredFormat(registry.address())
        : Format.named(named());
  }

  /** As a configuration names the format. */
  public String named() {
    return format.startsWith(MappingFormat.PREFIX)
        ? MappingFormat.PREFIX
            + file.resolveSibling(format.substring(MappingFormat.PREFIX.length()))
        : format;
  }

  private SourceRecord record(String line) {
    if (!file.toString().endsWith(".kafka.jsonl")) {
      return record(line.getBytes(UTF_8), Map.of());
    }
    try {
      JsonNode record = JSON.readTree(line);
      Map<String, byte[]> headers = new HashMap<>();
      record
          .path("headers")
          .fields()
          .forEachRemaining(it -> headers.put(it.getKey(), it.getValue().asText().getBytes(UTF_8)));
      return record(record.path("value").binaryValue(), headers);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static SourceRecord record(byte[] value, Map<String, byte[]> headers) {
    return new SourceRecord(null, value, headers, APPENDED);
  }
}
