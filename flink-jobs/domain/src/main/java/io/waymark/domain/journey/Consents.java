package io.waymark.domain.journey;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A customer's last word on each purpose. In doubt it is a no: only {@code granted} = true for a
 * named purpose is a yes, and a no that names no purpose means all of them.
 */
final class Consents {
  private static final List<String> PURPOSES =
      List.of("analytics", "marketing", "profiling", "service");
  private static final int MOST = 16;

  private record Word(boolean granted, long at) {}

  /** Most customers have none. */
  private Map<String, Word> words = Map.of();

  /** Takes a {@code consent_updated} or an {@code object}. */
  void take(Event event) {
    Object purpose = event.attribute("purpose");
    boolean granted =
        event.type().equals("consent_updated") && Boolean.TRUE.equals(event.attribute("granted"));
    if (purpose instanceof String name) {
      say(name, new Word(granted, event.time()));
    } else {
      Set<String> all = new TreeSet<>(PURPOSES);
      all.addAll(words.keySet());
      all.forEach(name -> say(name, new Word(false, event.time())));
    }
  }

  private void say(String purpose, Word word) {
    Word known = words.get(purpose);
    if (known == null ? words.size() < MOST : known.at <= word.at) {
      put(purpose, word);
    }
  }

  private void put(String purpose, Word word) {
    if (words.isEmpty()) {
      words = new TreeMap<>();
    }
    words.put(purpose, word);
  }

  /** By purpose whether it was granted; what nobody was asked for is not there. */
  Map<String, Boolean> granted() {
    if (words.isEmpty()) {
      return Map.of();
    }
    Map<String, Boolean> granted = new TreeMap<>();
    words.forEach((purpose, word) -> granted.put(purpose, word.granted));
    return granted;
  }

  /**
   * A no of either side stays a no. Answers the purposes that are refused now and were not here.
   */
  List<String> merge(Consents other) {
    List<String> refused = new ArrayList<>();
    other.words.forEach(
        (purpose, theirs) -> {
          Word ours = words.get(purpose);
          if (!theirs.granted && (ours == null || ours.granted)) {
            refused.add(purpose);
          }
          // What a device was granted says nothing of the person.
          if (ours == null ? !theirs.granted : ours.granted && !theirs.granted) {
            put(purpose, theirs);
          } else if (ours != null && ours.granted == theirs.granted && theirs.at > ours.at) {
            put(purpose, theirs);
          }
        });
    return refused;
  }

  void write(StateWriter out) {
    out.count(words.size());
    words.forEach(
        (purpose, word) -> {
          out.string(purpose);
          out.bool(word.granted);
          out.time(word.at);
        });
  }

  void read(StateReader in) {
    for (int left = in.count(); left > 0; left--) {
      put(in.requiredString(), new Word(in.bool(), in.time()));
    }
  }
}
