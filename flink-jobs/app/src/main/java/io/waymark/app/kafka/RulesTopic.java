package io.waymark.app.kafka;

import io.waymark.pipeline.rules.RuleUpdate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Publishes catalogues to the rules topic and reads what is published there. Every call ends within
 * a minute; a broker that does not answer is a {@link BrokerUnavailable}.
 */
public final class RulesTopic {
  /**
   * Time from a push to the moment at which a rule that is new to a running catalogue, or a higher
   * version of one, takes effect: by then all jobs know it, so that they change over by event time.
   */
  static final Duration NOTICE = Duration.ofSeconds(10);

  private final Properties client;
  private final String topic;
  private final InstantSource clock;

  public RulesTopic(Properties client, String topic, InstantSource clock) {
    this.client = client;
    this.topic = topic;
    this.clock = clock;
  }

  /** From when on documents take effect. */
  @FunctionalInterface
  public interface Dating {
    /**
     * Gives a rule the time from which it takes part, unless its document states one.
     *
     * @param id under which it is published
     * @param text the rule's document
     * @param millis since the epoch
     * @return the document with that time, or as it was if it states its own
     */
    String effectiveFrom(String id, String text, long millis);

    /**
     * Whether a document is a higher version of the one before it, so that it takes over by event
     * time; any other replaces it on arrival. Documents without versions never are.
     */
    default boolean isHigher(String id, String before, String after) {
      return false;
    }
  }

  /**
   * A rule as published.
   *
   * @param effectiveFrom the time a push gave it; null if it was there from the start
   */
  public record Published(String text, long revision, @Nullable Long effectiveFrom) {}

  /**
   * What is published.
   *
   * @param revision of the last complete push; 0 if there was none
   * @param newest number that a push has taken, even if it broke off; 0 if there was none
   * @param rules by id
   */
  public record Catalogue(long revision, long newest, SortedMap<String, Published> rules) {}

  /** Reads the topic up to its end as of now. */
  public Catalogue list() {
    SortedMap<String, Published> rules = new TreeMap<>();
    long[] revision = {0};
    long[] newest = {0};
    RulesReader.read(
        client,
        topic,
        record ->
            RulesRecord.read(record)
                .ifPresent(
                    update -> {
                      newest[0] = Math.max(newest[0], update.revision());
                      if (update.completesRevision()) {
                        revision[0] = Math.max(revision[0], update.revision());
                      } else if (update.text() == null) {
                        rules.remove(update.ruleId());
                      } else {
                        rules.put(
                            update.ruleId(),
                            new Published(
                                update.text(),
                                update.revision(),
                                RulesRecord.effectiveFrom(record)));
                      }
                    }));
    return new Catalogue(revision[0], newest[0], rules);
  }

  /**
   * What a push would change of one rule.
   *
   * @param before what is published; null if nothing is
   * @param after what would be; null if it would be withdrawn
   * @param effectiveFrom the time that the push would give it, or one gave it before
   * @param onArrival whether it would replace what is published as soon as a job reads it, since
   *     its version is not higher
   */
  public record Change(
      @Nullable String before,
      @Nullable String after,
      @Nullable Long effectiveFrom,
      boolean onArrival) {}

  /**
   * What a push would do.
   *
   * @param revision the number that it would have: the one that is published if nothing would
   *     change
   * @param changes by rule id
   * @param unchanged ids of the rules that would not be written again
   */
  public record Changes(long revision, SortedMap<String, Change> changes, List<String> unchanged) {

    /** Ids of the rules that are published and would not be any more. */
    public List<String> withdrawn() {
      return ids(change -> change.after() == null);
    }

    /** Ids of those that are not and would be. */
    public List<String> added() {
      return ids(change -> change.before() == null);
    }

    /** Ids of those that would be others. */
    public List<String> changed() {
      return ids(change -> change.before() != null && change.after() != null);
    }

    /** Ids of those of them that would be others as soon as a job reads them. */
    public List<String> changedOnArrival() {
      return ids(Change::onArrival);
    }

    private List<String> ids(Predicate<Change> which) {
      return changes.entrySet().stream()
          .filter(change -> which.test(change.getValue()))
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  /**
   * Compares a catalogue with what is published; changes nothing.
   *
   * @param documents the rules' documents by id
   */
  public Changes changes(Map<String, String> documents, Dating dating) {
    return changes(list(), documents, dating);
  }

  private Changes changes(Catalogue before, Map<String, String> documents, Dating dating) {
    SortedMap<String, Change> changes = new TreeMap<>();
    List<String> unchanged = new ArrayList<>();
    long soon = clock.millis() + NOTICE.toMillis();
    documents.forEach(
        (id, document) -> {
          Published known = before.rules().get(id);
          if (known == null) {
            Long from = before.revision() > 0 ? Long.valueOf(soon) : null;
            changes.put(id, new Change(null, dated(id, document, from, dating), from, false));
            return;
          }
          String same = dated(id, document, known.effectiveFrom(), dating);
          if (known.text().equals(same)) {
            unchanged.add(id);
          } else if (dating.isHigher(id, known.text(), document)) {
            String text = dating.effectiveFrom(id, document, soon);
            changes.put(id, new Change(known.text(), text, soon, false));
          } else if (isTakenBack(known, dating.isHigher(id, document, known.text()))) {
            changes.put(id, new Change(known.text(), document, null, true));
          } else {
            changes.put(id, new Change(known.text(), same, known.effectiveFrom(), true));
          }
        });
    before
        .rules()
        .forEach(
            (id, published) -> {
              if (!documents.containsKey(id)) {
                changes.put(id, new Change(published.text(), null, null, false));
              }
            });
    boolean isSame =
        changes.isEmpty() && before.revision() > 0 && before.revision() == before.newest();
    return new Changes(isSame ? before.revision() : before.newest() + 1, changes, unchanged);
  }

  /** Whether it goes back to what is in force still: its time must not leave a gap. */
  private boolean isTakenBack(Published known, boolean isLower) {
    Long from = known.effectiveFrom();
    return isLower && from != null && from > clock.millis();
  }

  private static String dated(String id, String document, @Nullable Long from, Dating dating) {
    return from == null ? document : dating.effectiveFrom(id, document, from);
  }

  /**
   * Makes the topic say exactly this catalogue; nothing is written if it does already. What is
   * missing from it is withdrawn; a job takes all of it up at once, with the record that ends the
   * push. Two pushes at the same time are not kept apart.
   *
   * @param documents the rules' documents by id
   * @return what it did
   */
  public Changes push(Map<String, String> documents, Dating dating) {
    Catalogue before = list();
    Changes pushed = changes(before, documents, dating);
    long revision = pushed.revision();
    if (revision == before.revision()) {
      return pushed;
    }
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    pushed
        .changes()
        .forEach(
            (id, change) ->
                records.add(
                    RulesRecord.of(
                        topic,
                        change.after() == null
                            ? RuleUpdate.withdrawn(id, revision)
                            : RuleUpdate.published(id, change.after(), revision),
                        change.effectiveFrom())));
    records.add(RulesRecord.of(topic, RuleUpdate.completed(revision), null));
    new TopicWriter(client).write(records);
    return pushed;
  }
}
