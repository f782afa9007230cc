package io.waymark.app.letters;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the last letters of a choice begin, and how many there are in all.
 *
 * @param from offset by partition: what the choice takes from there on are the last ones
 * @param shown how many these are
 * @param counts of all that the choice takes
 * @param unreadable records of the topic that this release can't read, if the choice is all
 */
public record RecentLetters(
    Map<Integer, Long> from, long shown, LetterCounts counts, long unreadable) {

  /**
   * Finds them by reading the log once; holds the places of so many letters.
   *
   * @param begin offset by partition
   * @param limit how many at most
   */
  public static RecentLetters find(
      LetterLog log, LetterChoice choice, Map<Integer, Long> begin, int limit) {
    Deque<FiledAt> last = new ArrayDeque<>();
    LetterCounts counts = new LetterCounts();
    long[] unreadable = {0};
    log.read(
        begin,
        filed -> {
          if (!choice.takes(filed)) {
            return true;
          }
          if (filed.letter() == null) {
            unreadable[0]++;
            return true;
          }
          counts.add(filed.letter());
          if (last.size() == limit) {
            last.remove();
          }
          last.add(new FiledAt(filed.partition(), filed.offset()));
          return true;
        });
    Map<Integer, Long> from = new TreeMap<>();
    last.forEach(place -> from.merge(place.partition(), place.offset(), Math::min));
    return new RecentLetters(from, last.size(), counts, unreadable[0]);
  }

  private record FiledAt(int partition, long offset) {}
}
