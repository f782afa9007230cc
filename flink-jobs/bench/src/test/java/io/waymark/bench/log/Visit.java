package io.waymark.bench.log;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One visit of a customer: what is looked at, and what goes wrong.
 *
 * <p>Repetitions keep clear of what the contenders see differently: bursts are shorter than twice
 * what a rule counts and further apart than its window, a cart is filled and checked out once. A
 * burst in the sense of the rule language and a match after which all that overlaps is skipped are
 * then the same.
 */
final class Visit {
  /** The type that no pattern asks for. */
  static final String SCROLL = "page_scrolled";

  static final int CATEGORIES = 42;

  private static final long BURSTS_APART = 16_000;

  private final SplittableRandom random;
  private final String customer;
  private final String session;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Long> lastBurst = new HashMap<>();
  private long time;
  private String touchpoint = "";
  private int count;
  private int fruitless;
  private boolean filledCart;

  Visit(SplittableRandom random, String customer, long number, long start) {
    this.random = random;
    this.customer = customer;
    this.session = "s-" + Long.toHexString(random.nextLong()) + "-" + Long.toString(number, 36);
    this.time = start;
  }

  List<Event> events() {
    int steps = 5 + random.nextInt(7);
    chooseCategory();
    for (int i = 0; i < steps; i++) {
      if (i > 0 && random.nextDouble() < 0.3) {
        chooseCategory();
      }
      step(random.nextDouble());
    }
    return events;
  }

  private void step(double chance) {
    if (chance < 0.30) {
      add("page_view", "load_ms", (long) (-600 * Math.log(1 - random.nextDouble())));
    } else if (chance < 0.46) {
      add(SCROLL, "depth", (long) random.nextInt(100));
    } else if (chance < 0.60) {
      search();
    } else if (chance < 0.74) {
      add("view_item", "sku", "p" + random.nextInt(5_000));
    } else if (chance < 0.78) {
      burst("element_clicked", 5, 200);
    } else if (chance < 0.81) {
      burst("js_error", 3, 700);
    } else if (chance < 0.83) {
      burst("login_failed", 3, 1_500);
    } else if (chance < 0.88) {
      form();
    } else if (chance < 0.91) {
      chat();
    } else if (chance < 0.92) {
      add("survey_answered", "nps", 10L - random.nextInt(random.nextInt(11) + 1));
    } else if (filledCart) {
      add("page_view", "load_ms", 400L);
    } else {
      cart();
    }
  }

  private void search() {
    boolean nothing = fruitless < 4 && random.nextDouble() < 0.2;
    fruitless += nothing ? 1 : 0;
    add("search", "results", nothing ? 0L : 1L + random.nextInt(40));
  }

  /** As many as a rule counts or one more, or one alone. */
  private void burst(String type, int counted, int apart) {
    Long last = lastBurst.get(type);
    if (last != null && time - last < BURSTS_APART) {
      add("page_view", "load_ms", 300L);
      return;
    }
    boolean alone = random.nextDouble() < 0.9;
    int times = alone ? 1 : counted + random.nextInt(2);
    double value = value();
    for (int i = 0; i < times; i++) {
      add(type, "element", "b" + random.nextInt(3), value, 30 + random.nextInt(apart));
    }
    lastBurst.put(type, time);
  }

  private void form() {
    String form = session + "-f" + count;
    add("form_started", "form_id", form);
    if (random.nextDouble() < 0.93) {
      add("form_submitted", "form_id", form, value(), 1_000 + random.nextInt(4_300));
    }
  }

  private void chat() {
    String conversation = session + "-h" + count;
    add("chat_queued", "conversation_id", conversation);
    if (random.nextDouble() < 0.95) {
      add(
          "chat_connected",
          "conversation_id",
          conversation,
          value(),
          1_000 + random.nextInt(5_500));
    }
  }

  private void cart() {
    filledCart = true;
    String cart = session + "-k";
    add("add_to_cart", "cart_id", cart);
    if (random.nextDouble() < 0.1) {
      add("remove_from_cart", "cart_id", cart);
      return;
    }
    if (random.nextDouble() < 0.15) {
      return;
    }
    add("begin_checkout", "cart_id", cart);
    int failures = random.nextDouble() < 0.08 ? 1 + random.nextInt(3) : 0;
    for (int i = 0; i < failures; i++) {
      add("payment_failed", "cart_id", cart);
    }
    if (random.nextDouble() < 0.9) {
      add("purchase", "cart_id", cart);
    }
  }

  /** As long as the ids that trackers give. */
  private String id(int number) {
    return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextInt()) + "-" + number;
  }

  private void chooseCategory() {
    touchpoint = "/c" + random.nextInt(CATEGORIES);
  }

  private double value() {
    return random.nextInt(50_000) / 100.0;
  }

  private void add(String type, String attribute, @Nullable Object value) {
    add(type, attribute, value, value(), 300 + random.nextInt(2_200));
  }

  private void add(
      String type, String attribute, @Nullable Object value, double amount, int after) {
    time += after;
    events.add(
        new Event(
            id(count++),
            type,
            time,
            customer,
            null,
            session,
            "web",
            touchpoint,
            Map.of("value", amount, attribute, value)));
  }
}
