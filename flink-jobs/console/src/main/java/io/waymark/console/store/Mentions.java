package io.waymark.console.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Which customers the texts that people write may name. Each word is noted under its pseudonym, so
 * that an erasure finds all texts that name somebody by an index, and nobody else's.
 */
final class Mentions {
  /** What was written. */
  enum Source {
    /** An entry of the audit, by its number. */
    AUDIT,
    /** What was done to an alert, by the alert. */
    ALERT,
    SILENCE,
    /** A pause, by the rule. */
    PAUSE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Table MENTIONS = Table.of("mentions", List.of("ref", "source", "row_id"));
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Handle handle;
  private final Dialect dialect;
  private final Pseudonyms pseudonyms;

  Mentions(Handle handle, Database database) {
    this.handle = handle;
    this.dialect = database.dialect();
    this.pseudonyms = Pseudonyms.of(database);
  }

  /** Notes whom the text may name. */
  void note(Source source, String row, @Nullable String text) {
    if (text == null) {
      return;
    }
    MENTIONS.put(
        handle,
        dialect,
        Naming.words(text).stream()
            .map(pseudonyms::of)
            .map(
                ref ->
                    Map.<String, @Nullable Object>of(
                        "ref", ref, "source", source.word(), "row_id", row))
            .toList());
  }

  /** Where texts may name the customer; {@link Naming#names} says of each whether it does. */
  List<String> of(Source source, String customerId) {
    return handle
        .createQuery(
            "SELECT DISTINCT row_id FROM mentions WHERE ref IN (<refs>) AND source = :source")
        .bindList("refs", pseudonyms.all(probe(customerId)))
        .bind("source", source.word())
        .mapTo(String.class)
        .list();
  }

  /** The texts name them no more. */
  void forget(String customerId) {
    handle
        .createUpdate("DELETE FROM mentions WHERE ref IN (<refs>)")
        .bindList("refs", pseudonyms.all(probe(customerId)))
        .execute();
  }

  /** Of an id with blanks in it, the first word: the rest of it is looked for in what is found. */
  private static String probe(String customerId) {
    return BLANKS.split(customerId.strip(), 2)[0];
  }
}
