package io.waymark.app.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What was pushed, for going back to it: the rules topic is compacted and has the last documents
 * alone. Also a compacted topic, of two kinds of records: a document, under the hash of its text,
 * so that one that stays the same is kept once; and a revision, under its number, which lists rule
 * ids with the hashes of their documents. The documents are as their authors wrote them, before a
 * push dated them: going back is a push of them. Nobody but the command line reads it.
 *
 * @param client properties of every client, with {@code bootstrap.servers}
 */
public record RuleRevisions(Properties client, String topic) {
  /** How many revisions are kept. */
  public static final int KEPT = 100;

  private static final String REVISION = "revision ";
  private static final String DOCUMENT = "document ";

  /** Documents by hash, and of each revision the hashes by rule id. */
  private record Content(
      Map<String, String> documents, SortedMap<Long, SortedMap<String, String>> revisions) {}

  /**
   * Keeps a revision, and lets go of those that are too old.
   *
   * @param documents of its rules, by id, as they were pushed
   */
  public void keep(long revision, Map<String, String> documents) {
    Content content = read();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    SortedMap<String, String> hashes = new TreeMap<>();
    documents.forEach(
        (id, document) -> {
          String hash = hash(document);
          hashes.put(id, hash);
          if (content.documents().putIfAbsent(hash, document) == null) {
            records.add(record(DOCUMENT + hash, document));
          }
        });
    content.revisions().put(revision, hashes);
    records.add(
        record(
            REVISION + revision,
            hashes.entrySet().stream()
                .map(rule -> rule.getKey() + " " + rule.getValue())
                .collect(Collectors.joining("\n"))));
    records.addAll(tooOld(content));
    new TopicWriter(client).write(records);
  }

  private List<ProducerRecord<byte[], byte[]>> tooOld(Content content) {
    List<ProducerRecord<byte[], byte[]>> gone = new ArrayList<>();
    while (content.revisions().size() > KEPT) {
      long oldest = content.revisions().firstKey();
      content.revisions().remove(oldest);
      gone.add(record(REVISION + oldest, null));
    }
    Set<String> inUse = new HashSet<>();
    content.revisions().values().forEach(hashes -> inUse.addAll(hashes.values()));
    for (String hash : content.documents().keySet()) {
      if (!inUse.contains(hash)) {
        gone.add(record(DOCUMENT + hash, null));
      }
    }
    return gone;
  }

  /** Numbers of the revisions that are kept. */
  public SortedSet<Long> list() {
    return new TreeSet<>(read().revisions().keySet());
  }

  /** The documents of a revision by rule id; empty if it is not kept. */
  public Optional<SortedMap<String, String>> documents(long revision) {
    Content content = read();
    SortedMap<String, String> hashes = content.revisions().get(revision);
    if (hashes == null || !content.documents().keySet().containsAll(hashes.values())) {
      return Optional.empty();
    }
    SortedMap<String, String> documents = new TreeMap<>();
    hashes.forEach((id, hash) -> documents.put(id, content.documents().getOrDefault(hash, "")));
    return Optional.of(documents);
  }

  private Content read() {
    Content content = new Content(new TreeMap<>(), new TreeMap<>());
    RulesReader.read(
        client,
        topic,
        record -> {
          String key = record.key() == null ? "" : new String(record.key(), UTF_8);
          String value = record.value() == null ? null : new String(record.value(), UTF_8);
          if (key.startsWith(DOCUMENT)) {
            put(content.documents(), key.substring(DOCUMENT.length()), value);
          } else if (key.startsWith(REVISION)) {
            put(
                content.revisions(),
                Long.valueOf(key.substring(REVISION.length())),
                value == null ? null : hashes(value));
          }
        });
    return content;
  }

  private static <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  private static SortedMap<String, String> hashes(String lines) {
    SortedMap<String, String> hashes = new TreeMap<>();
    lines
        .lines()
        .forEach(
            line -> {
              int blank = line.indexOf(' ');
              hashes.put(line.substring(0, blank), line.substring(blank + 1));
            });
    return hashes;
  }

  private ProducerRecord<byte[], byte[]> record(String key, @Nullable String value) {
    return new ProducerRecord<>(
        topic, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
  }

  private static String hash(String document) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(document.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
