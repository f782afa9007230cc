package io.waymark.domain.pulse;

import io.waymark.domain.kpi.ContactGoal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that a customer wants, until they have it or let it be: a cart, a checkout, a form. Who
 * does nothing about it for half an hour has let it be; what they do at the last moment counts.
 * What became of it is said half an hour after the last that was done about it, whatever it was: if
 * it was said at once of those who have it, they would come first, and nobody else in the first
 * half hour.
 *
 * @param aim what it is
 * @param begun when and where; null while only its end is known
 * @param active when something was done about it last
 * @param achieved null while it is not
 * @param droppedAt when it was given up in so many words; null if it was not
 */
public record Pursuit(
    Aim aim, @Nullable Point begun, long active, @Nullable Point achieved, @Nullable Long droppedAt)
    implements Strand {

  /** What is wanted. */
  public enum Aim {
    CART(Tally.CARTS_BOUGHT, Tally.CARTS_ABANDONED),
    CHECKOUT(Tally.CHECKOUTS_BOUGHT, Tally.CHECKOUTS_ABANDONED),
    FORM(Tally.FORMS_SENT, Tally.FORMS_ABANDONED);

    private final Tally achieved;
    private final Tally abandoned;

    Aim(Tally achieved, Tally abandoned) {
      this.achieved = achieved;
      this.abandoned = abandoned;
    }

    private boolean isBegunBy(String type) {
      return switch (this) {
        case CART -> type.equals("add_to_cart");
        case CHECKOUT -> type.equals("begin_checkout");
        case FORM -> type.equals("form_start");
      };
    }

    private boolean isAchievedBy(Touch touch) {
      return this == FORM
          ? touch.type().equals("form_submit") && !touch.denies("ok")
          : touch.type().equals("purchase");
    }

    private boolean isDroppedBy(String type) {
      return this != FORM && type.equals("cart_emptied");
    }
  }

  /** How long nothing is done before it counts as given up. */
  public static final long QUIET = Duration.ofMinutes(30).toMillis();

  private static final long REMEMBERED = Duration.ofHours(2).toMillis();

  /** Nothing is known of it. */
  public static Pursuit of(Aim aim) {
    return new Pursuit(aim, null, Long.MIN_VALUE, null, null);
  }

  @Override
  public Pursuit with(Touch touch) {
    if (aim.isAchievedBy(touch)) {
      return new Pursuit(aim, begun, active, Point.earlier(achieved, Point.of(touch)), droppedAt);
    }
    if (aim.isDroppedBy(touch.type())) {
      long at = droppedAt == null ? touch.time() : Math.min(droppedAt, touch.time());
      return new Pursuit(aim, begun, active, achieved, at);
    }
    boolean begins = aim.isBegunBy(touch.type());
    return new Pursuit(
        aim,
        begins ? Point.earlier(begun, Point.of(touch)) : begun,
        Math.max(active, touch.time()),
        achieved,
        droppedAt);
  }

  /** Who comes back after it was over begins anew, at the place where they had begun. */
  @Override
  public @Nullable Pursuit followedBy(Touch touch) {
    if (begun == null || touch.time() <= overAt() || touch.time() <= begun.time()) {
      return null;
    }
    boolean goesOn = achieved == null && droppedAt == null;
    if (!goesOn && !aim.isBegunBy(touch.type())) {
      return null;
    }
    Point again = new Point(touch.time(), begun.where());
    return new Pursuit(aim, again, touch.time(), null, null).with(touch);
  }

  /** When it is over, if nothing more becomes known. */
  private long overAt() {
    long over = active == Long.MIN_VALUE ? NEVER : active + QUIET;
    if (achieved != null && achieved.time() <= over) {
      over = achieved.time();
    }
    return droppedAt == null ? over : Math.min(over, droppedAt);
  }

  /** When it is said what became of it. */
  private long saidAt() {
    long over = overAt();
    boolean quiet = active != Long.MIN_VALUE && over == active + QUIET && !isAchievedAt(over);
    return over == NEVER || quiet ? over : over + QUIET;
  }

  private boolean isAchievedAt(long time) {
    return achieved != null && achieved.time() == time;
  }

  @Override
  public Credits credits(long now, ContactGoal goal) {
    Credits credits = new Credits();
    if (begun != null && saidAt() <= now) {
      boolean has = isAchievedAt(overAt());
      credits.one(begun.where(), saidAt(), has ? aim.achieved : aim.abandoned);
    }
    return credits;
  }

  @Override
  public long wakeAt(long now) {
    long said = saidAt();
    return begun != null && said > now ? said : NEVER;
  }

  @Override
  public Pursuit pruned(long now) {
    return this;
  }

  @Override
  public long forgetAt() {
    long latest = achieved == null ? active : Math.max(active, achieved.time());
    return Math.max(latest, droppedAt == null ? latest : droppedAt) + QUIET + REMEMBERED;
  }
}
