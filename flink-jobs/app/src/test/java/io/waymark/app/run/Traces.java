package io.waymark.app.run;

import io.waymark.app.kafka.TopicScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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

  /**
   * The files below a directory that have it, and those that can't be known to have none: they were
   * gone before they could be read.
   */
  List<String> in(Path directory) throws IOException {
    Look look = new Look();
    Files.walkFileTree(directory, look);
    return Stream.concat(
            look.having.stream().map(file -> directory.relativize(file).toString()),
            look.gone.stream().map(file -> "not to be known: " + file))
        .toList();
  }

  /** Whether there is a file below a directory that has it. */
  boolean areIn(Path directory) throws IOException {
    Look look = new Look();
    Files.walkFileTree(directory, look);
    return !look.having.isEmpty();
  }

  private final class Look extends SimpleFileVisitor<Path> {
    final List<Path> having = new ArrayList<>();
    final List<Path> gone = new ArrayList<>();

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      try {
        if (has(Files.readAllBytes(file))) {
          having.add(file);
        }
        return FileVisitResult.CONTINUE;
      } catch (NoSuchFileException e) {
        return visitFileFailed(file, e);
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (!(e instanceof NoSuchFileException)) {
        throw e;
      }
      gone.add(file);
      return FileVisitResult.CONTINUE;
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
