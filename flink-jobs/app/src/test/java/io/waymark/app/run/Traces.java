package io.waymark.app.run;

import io.waymark.app.kafka.TopicScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds what is left of those who have a token in all that is theirs.
 *
 * @param token not at the front of anything: of keys that begin alike RocksDB writes the beginning
 *     once
 */
record Traces(Properties client, String token) {

  /** The files below a directory that have it; one that is gone meanwhile has nothing. */
  List<String> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(this::tells)
          .map(file -> directory.relativize(file).toString())
          .toList();
    } catch (NoSuchFileException | UncheckedIOException e) {
      return List.of("not to be known: " + e.getMessage());
    }
  }

  private boolean tells(Path file) {
    try {
      return has(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The records of a topic that have it, by place. */
  List<String> in(String topic) {
    List<String> found = new ArrayList<>();
    new TopicScan(client, topic)
        .read(
            null,
            record -> {
              if (has(record.key()) || has(record.value())) {
                found.add(place(record));
              }
            });
    return found;
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return "%d@%d %s%s"
        .formatted(
            record.partition(),
            record.offset(),
            record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
            record.value() == null ? " (a tombstone)" : "");
  }

  int records(String topic) {
    List<Long> all = new ArrayList<>();
    new TopicScan(client, topic).read(null, record -> all.add(record.offset()));
    return all.size();
  }

  private boolean has(byte[] bytes) {
    return bytes != null && new String(bytes, StandardCharsets.ISO_8859_1).contains(token);
  }
}
