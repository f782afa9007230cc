package io.waymark.domain.pulse;

import io.waymark.domain.pulse.Reading.Sum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What something that goes on for a while amounts to, as far as it is known. When more is known,
 * the {@link #since difference} is measured: so it does not matter in what order it became known.
 */
public final class Credits {
  private final Map<Key, Double> amounts = new LinkedHashMap<>();

  private record Key(Where where, long time, Reading reading) {}

  public Credits one(Where where, long time, Tally tally) {
    return add(where, time, tally, 1);
  }

  public Credits add(Where where, long time, Tally tally, double amount) {
    return add(where, time, new Sum(tally), amount);
  }

  public Credits add(Where where, long time, Reading reading, double amount) {
    amounts.merge(new Key(where, time, reading), amount, Double::sum);
    return this;
  }

  /** What has to be measured where those were measured before. */
  public List<Measurement> since(Credits before) {
    List<Measurement> changes = new ArrayList<>();
    amounts.forEach(
        (key, amount) -> change(key, amount - before.amounts.getOrDefault(key, 0.0), changes));
    before.amounts.forEach(
        (key, amount) -> {
          if (!amounts.containsKey(key)) {
            change(key, -amount, changes);
          }
        });
    return changes;
  }

  private static void change(Key key, double amount, List<Measurement> changes) {
    if (amount != 0) {
      changes.add(new Measurement(key.where(), key.time(), key.reading(), amount));
    }
  }
}
