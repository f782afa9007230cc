package io.waymark.domain.pulse;

import io.waymark.domain.kpi.ContactGoal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payments for one cart, in their places and by gateway, method and issuer. Shops that do not
 * say when one is attempted say at least how it ended: an end that no attempt is known of is an
 * attempt, too.
 *
 * @param attempts by time
 * @param ends by time
 */
public record Payments(List<Attempt> attempts, List<End> ends) implements Strand {
  public static final Payments NONE = new Payments(List.of(), List.of());

  private static final int MOST = 64;
  private static final long REMEMBERED = Duration.ofHours(24).toMillis();

  /**
   * One was begun.
   *
   * @param by what the payment goes through, as far as it is known
   */
  public record Attempt(Point at, List<Where> by) {}

  /**
   * How one ended.
   *
   * @param by as of an attempt
   */
  public record End(Point at, List<Where> by, boolean failed) {}

  @Override
  public Payments with(Touch touch) {
    Point point = Point.of(touch);
    return switch (touch.type()) {
      case "payment_attempted" ->
          new Payments(
              added(
                  attempts,
                  new Attempt(point, by(touch)),
                  Comparator.comparingLong(attempt -> attempt.at().time())),
              ends);
      case "payment_failed", "purchase" ->
          new Payments(
              attempts,
              added(
                  ends,
                  new End(point, by(touch), touch.type().equals("payment_failed")),
                  Comparator.comparingLong(end -> end.at().time())));
      default -> this;
    };
  }

  private static List<Where> by(Touch touch) {
    List<Where> by = new ArrayList<>(touch.about(Subject.GATEWAY, Subject.METHOD, Subject.ISSUER));
    String type = touch.text("payment_type");
    if (type != null && touch.text("method") == null) {
      by.add(Where.about(Subject.METHOD, type));
    }
    return List.copyOf(by);
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
  public Credits credits(long now, ContactGoal goal) {
    Credits credits = new Credits();
    for (int i = 0; i < Math.max(attempts.size(), ends.size()); i++) {
      Attempt attempt = i < attempts.size() ? attempts.get(i) : null;
      End end = i < ends.size() ? ends.get(i) : null;
      List<Where> by = by(attempt, end);
      if (attempt != null) {
        credit(credits, attempt.at(), by, Tally.PAYMENTS_ATTEMPTED);
      } else if (end != null) {
        credit(credits, end.at(), by, Tally.PAYMENTS_ATTEMPTED);
      }
      if (end != null && end.failed()) {
        credit(credits, end.at(), by, Tally.PAYMENTS_FAILED);
      }
    }
    return credits;
  }

  /** The same of both, so that no gateway has more failures than attempts. */
  private static List<Where> by(@Nullable Attempt attempt, @Nullable End end) {
    List<Where> said = attempt == null ? List.of() : attempt.by();
    return said.isEmpty() && end != null ? end.by() : said;
  }

  private static void credit(Credits credits, Point at, List<Where> by, Tally tally) {
    credits.one(at.where(), at.time(), tally);
    by.forEach(where -> credits.one(where, at.time(), tally));
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
    long attempted = attempts.isEmpty() ? Long.MIN_VALUE : last(attempts).at().time();
    long ended = ends.isEmpty() ? Long.MIN_VALUE : last(ends).at().time();
    return Math.max(attempted, ended) + REMEMBERED;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
