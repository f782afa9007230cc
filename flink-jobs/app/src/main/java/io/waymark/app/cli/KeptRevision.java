package io.waymark.app.cli;

import java.util.SortedMap;
import java.util.stream.Collectors;

/** A revision of the rules that was pushed before. */
final class KeptRevision {
  private KeptRevision() {}

  /**
   * Its documents, by rule id.
   *
   * @throws CommandFailed if it is not kept; the message says which are
   */
  static SortedMap<String, String> documents(TopicsPlace.Place place, long revision) {
    return place
        .revisions()
        .documents(revision)
        .orElseThrow(
            () ->
                new CommandFailed(
                    "revision %d is not kept; kept are: %s. Push its files instead: waymark rules push --rules DIR"
                        .formatted(revision, kept(place))));
  }

  private static String kept(TopicsPlace.Place place) {
    String numbers =
        place.revisions().list().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return numbers.isEmpty() ? "none" : numbers;
  }
}
