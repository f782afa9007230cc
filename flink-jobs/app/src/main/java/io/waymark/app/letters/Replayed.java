package io.waymark.app.letters;

import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import io.waymark.pipeline.wire.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which letters of one partition have been replayed, or found to be none that can be.
 *
 * @param upTo all before this offset
 * @param runs of those from there on
 */
record Replayed(long upTo, List<Run> runs) {
  /** What the broker keeps beside an offset is 4096 bytes at most, unless configured otherwise. */
  private static final int MOST_CHARS = 4000;

  private static final Pattern RUN =
      Pattern.compile("(?<reasons>[^/]+)/(?<topics>[^/]+)/(?<from>\\d{1,18})-(?<to>\\d{1,18})");
  private static final String ANY = "*";

  /** All letters of a choice from one offset to before another. */
  record Run(LetterChoice choice, long from, long to) {

    private boolean covers(FiledLetter filed) {
      return from <= filed.offset() && filed.offset() < to && choice.takes(filed);
    }

    private boolean continues(Run other) {
      return choice.equals(other.choice) && from <= other.to && other.from <= to;
    }

    private Run with(Run other) {
      return new Run(choice, Math.min(from, other.from), Math.max(to, other.to));
    }

    private String text() {
      return named(choice.reasons().stream().map(RejectReason::code))
          + "/"
          + named(choice.topics().stream())
          + "/"
          + from
          + "-"
          + to;
    }

    private static String named(Stream<String> names) {
      String all = names.collect(Collectors.joining(","));
      return all.isEmpty() ? ANY : all;
    }
  }

  Replayed {
    runs = List.copyOf(runs);
  }

  boolean covers(FiledLetter filed) {
    return filed.offset() < upTo || runs.stream().anyMatch(run -> run.covers(filed));
  }

  /** The same and one run more. */
  Replayed and(Run run) {
    List<Run> all = new ArrayList<>();
    Run grown = run;
    for (Run earlier : runs) {
      if (grown.continues(earlier)) {
        grown = grown.with(earlier);
      } else {
        all.add(earlier);
      }
    }
    all.add(grown);
    return new Replayed(upTo, all);
  }

  /** The same and all before that offset. */
  Replayed and(long offset) {
    long further = Math.max(upTo, offset);
    return new Replayed(further, runs.stream().filter(run -> run.to() > further).toList());
  }

  /**
   * The runs as text. If they are more than the broker keeps, the oldest are left out: what is
   * forgotten is replayed twice at worst.
   */
  String text() {
    String text = runs.stream().map(Run::text).collect(Collectors.joining(" "));
    return text.length() <= MOST_CHARS
        ? text
        : new Replayed(upTo, runs.subList(1, runs.size())).text();
  }

  /** What {@link #text} told; nothing beyond {@code upTo} if it can't be read. */
  static Replayed parse(long upTo, String text) {
    List<Run> runs = new ArrayList<>();
    try {
      for (String one : text.isEmpty() ? new String[0] : text.split(" ")) {
        Matcher run = RUN.matcher(one);
        if (!run.matches()) {
          return new Replayed(upTo, List.of());
        }
        runs.add(
            new Run(
                new LetterChoice(reasons(run.group("reasons")), names(run.group("topics"))),
                Long.parseLong(run.group("from")),
                Long.parseLong(run.group("to"))));
      }
    } catch (UndecodableException e) {
      return new Replayed(upTo, List.of());
    }
    return new Replayed(upTo, runs);
  }

  private static Set<RejectReason> reasons(String text) throws UndecodableException {
    Set<RejectReason> reasons = new HashSet<>();
    for (String code : names(text)) {
      reasons.add(Words.parse(RejectReason.class, "reason", code));
    }
    return reasons;
  }

  private static Set<String> names(String text) {
    return text.equals(ANY) ? Set.of() : new HashSet<>(Arrays.asList(text.split(",")));
  }
}
