package io.waymark.domain.pulse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payments for one cart. Shops that do not say when one is attempted say at least how it ended:
 * an end that no attempt is known of is an attempt, too.
 *
 * @param attempts by time
 * @param ends by time
 */
public record Payments(List<Point> attempts, List<End> ends) implements Strand {
  public static final Payments NONE = new Payments(List.of(), List.of());

  private static final int MOST = 64;
  private static final long REMEMBERED = Duration.ofHours(24).toMillis();

  /** How one ended. */
  public record End(Point at, boolean failed) {}

  @Override
  public Payments with(Touch touch) {
    Point point = Point.of(touch);
    return switch (touch.type()) {
      case "payment_attempted" ->
          new Payments(added(attempts, point, Comparator.comparingLong(Point::time)), ends);
      case "payment_failed", "purchase" ->
          new Payments(
              attempts,
              added(
                  ends,
                  new End(point, touch.type().equals("payment_failed")),
                  Comparator.comparingLong(end -> end.at().time())));
      default -> this;
    };
  }

  private static <T> List<T> added(List<T> list, T one, Comparator<T> order) {
    if (list.size() >= MOST) {
      return list;
    }
    List<T> more = new ArrayList<>(list);
    more.add(one);
    more.sort(order);
    return List.copyOf(more);
  }

  @Override
  public @Nullable Strand followedBy(Touch touch) {
    return null;
  }

  @Override
  public Credits credits(long now) {
    Credits credits = new Credits();
    attempts.forEach(at -> credits.one(at.where(), at.time(), Tally.PAYMENTS_ATTEMPTED));
    for (int i = 0; i < ends.size(); i++) {
      Point at = ends.get(i).at();
      if (ends.get(i).failed()) {
        credits.one(at.where(), at.time(), Tally.PAYMENTS_FAILED);
      }
      if (i >= attempts.size()) {
        credits.one(at.where(), at.time(), Tally.PAYMENTS_ATTEMPTED);
      }
    }
    return credits;
  }

  @Override
  public long wakeAt(long now) {
    return NEVER;
  }

  @Override
  public Payments pruned(long now) {
    return this;
  }

  @Override
  public long forgetAt() {
    long attempted = attempts.isEmpty() ? Long.MIN_VALUE : last(attempts).time();
    long ended = ends.isEmpty() ? Long.MIN_VALUE : last(ends).at().time();
    return Math.max(attempted, ended) + REMEMBERED;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
