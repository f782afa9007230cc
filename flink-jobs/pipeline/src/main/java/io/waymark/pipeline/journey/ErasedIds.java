package io.waymark.pipeline.journey;

import io.waymark.pipeline.erasure.Pseudonyms;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapState;

/**
 * Who was erased, and until when: what is read again of that time must not bring them back. Kept
 * under pseudonyms, and by key group, so that no id stands in the state, not even as its key. An
 * event from after the last erasure of all costs a comparison.
 */
final class ErasedIds {
  /** No pseudonym: the number beside it tells one salt from another. */
  private static final String SALT = "";

  private final MapState<String, Long> stored;
  private final KeyGroups groups;
  private final Consumer<String> asKey;
  private final Pseudonyms pseudonyms;
  private final long salt;
  private final Map<String, Long> erased = new HashMap<>();
  private long latest = Evaluation.NEVER_ERASED;

  /**
   * @param stored by key group
   * @param asKey makes a key the one that the state answers for
   */
  ErasedIds(
      MapState<String, Long> stored,
      KeyGroups groups,
      Consumer<String> asKey,
      Pseudonyms pseudonyms) {
    this.stored = stored;
    this.groups = groups;
    this.asKey = asKey;
    this.pseudonyms = pseudonyms;
    this.salt = Long.parseUnsignedLong(pseudonyms.of(SALT).substring(0, 16), 16);
  }

  /**
   * Takes over what a checkpoint has.
   *
   * @param from those erased before this time (epoch milliseconds) are forgotten
   */
  void restore(long from) throws Exception {
    for (int group : groups.all()) {
      asKey.accept(groups.key(group));
      for (Iterator<Map.Entry<String, Long>> all = stored.iterator(); all.hasNext(); ) {
        Map.Entry<String, Long> one = all.next();
        if (one.getKey().equals(SALT)) {
          check(one.getValue());
        } else if (one.getValue() < from) {
          all.remove();
        } else {
          remember(one.getKey(), one.getValue());
        }
      }
    }
  }

  private void check(long other) {
    if (other != salt) {
      throw new IllegalStateException(
          "The salt of erasures is not the one that those in the state were erased with: they would"
              + " come back with a replay. Give the job the salt it had");
    }
  }

  /**
   * Until when somebody is erased; {@link Evaluation#NEVER_ERASED} if they are not, or it does not
   * matter.
   *
   * @param earliest the time (epoch milliseconds) for which it matters first
   */
  long until(String id, long earliest) {
    return earliest > latest
        ? Evaluation.NEVER_ERASED
        : erased.getOrDefault(pseudonyms.of(id), Evaluation.NEVER_ERASED);
  }

  /** Somebody is erased now, until {@code time}. */
  void add(String id, long time) throws Exception {
    String pseudonym = pseudonyms.of(id);
    remember(pseudonym, time);
    asKey.accept(groups.key(groups.of(id)));
    stored.put(SALT, salt);
    stored.put(pseudonym, time);
  }

  private void remember(String pseudonym, long until) {
    erased.put(pseudonym, until);
    latest = Math.max(latest, until);
  }
}
