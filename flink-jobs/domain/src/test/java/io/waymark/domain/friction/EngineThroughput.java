package io.waymark.domain.friction;

import static io.waymark.domain.Stories.*;

import io.waymark.domain.Predicates;
import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Severity;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Prints how many events a second one core evaluates, each customer's state read and written around
 * every three of them, as an operator does. To be run by hand.
 */
final class EngineThroughput {
  private static final int CUSTOMERS = 50_000;
  private static final int BATCH = 3;
  private static final List<String> TYPES =
      List.of(
          "page_view",
          "page_view",
          "page_view",
          "page_view",
          "page_view",
          "page_view",
          "scroll",
          "scroll",
          "scroll",
          "click",
          "click",
          "click",
          "click",
          "click",
          "search",
          "search",
          "view_item",
          "view_item",
          "view_item",
          "view_item",
          "add_to_cart",
          "add_to_cart",
          "begin_checkout",
          "purchase",
          "chat_queued",
          "chat_answered",
          "contact_started",
          "api_error",
          "login_failed",
          "delivered");

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final FrictionEngine engine = new FrictionEngine(catalogue(), Limits.DEFAULT);
  private final EngineEvaluator.Collected effects = new EngineEvaluator.Collected();
  private final byte[][] stored = new byte[CUSTOMERS][];
  private final SplittableRandom random = new SplittableRandom(1);
  private long time = StoryTime.DAY;
  private long events;

  public static void main(String[] arguments) {
    EngineThroughput run = new EngineThroughput();
    for (int round = 1; round <= 8; round++) {
      run.measure(round, 200_000);
    }
  }

  static List<Rule> catalogue() {
    return List.of(
        rule("rage-click")
            .per("element")
            .when(
                count(where("click", Predicates.not(Predicates.attributeIs("input", true))))
                    .atLeast(3)
                    .within("1s"))
            .cooldown("30s")
            .build(),
        rule("error-loop")
            .when(count("api_error").atLeast(3).within("60s"))
            .cooldown("10m")
            .build(),
        rule("form-abandonment")
            .per("form_id")
            .when(absence("form_started").of("form_submitted").within("30m"))
            .build(),
        rule("zero-results")
            .when(
                count(where("search", Predicates.attributeIs("results", 0L)))
                    .atLeast(2)
                    .within("5m"))
            .build(),
        rule("login-failures").when(count("login_failed").atLeast(3).within("10m")).build(),
        rule("cart-abandoned")
            .when(absence("add_to_cart").of("purchase").within("1h"))
            .unless("cart_emptied")
            .build(),
        rule("checkout-abandoned")
            .when(absence("begin_checkout").of("purchase").within("30m"))
            .unless("cart_emptied")
            .build(),
        rule("payment-failed").per("cart_id").when(on("payment_failed")).cooldown("15m").build(),
        rule("call-wait-long")
            .per("conversation_id")
            .when(waiting("call_queued").end("call_answered").level("60s").level("180s"))
            .build(),
        rule("chat-wait-long")
            .per("conversation_id")
            .when(
                waiting("chat_queued")
                    .end("chat_answered")
                    .level("60s", Severity.MEDIUM)
                    .level("180s", Severity.HIGH))
            .build(),
        rule("transfer-bounce")
            .per("conversation_id")
            .when(count("transferred").atLeast(3).within("1h"))
            .build(),
        rule("repeat-contact").when(count("contact_started").atLeast(3).within("7d")).build(),
        rule("channel-switch")
            .when(count("contact_started").atLeast(3).within("24h").distinct("channel"))
            .build(),
        rule("delivery-late")
            .per("order_id")
            .when(absence("purchase").of("delivered").until("promised_at"))
            .build(),
        rule("nps-detractor")
            .when(on(where("survey_answered", Predicates.not(Predicates.attributeAbove("nps", 6)))))
            .build(),
        rule("high-intent")
            .when(
                score()
                    .add("view_item", 1)
                    .add("add_to_cart", 3)
                    .add("search", 0.5)
                    .halfLife("30m")
                    .atLeast(6))
            .cooldown("24h")
            .build());
  }

  private void measure(int round, int batches) {
    long before = events;
    long bytes = 0;
    long start = CPU.getCurrentThreadCpuTime();
    for (int i = 0; i < batches; i++) {
      int customer = random.nextInt(CUSTOMERS);
      bytes += drain(customer);
    }
    double seconds = (CPU.getCurrentThreadCpuTime() - start) / 1e9;
    System.out.printf(
        "round %d: %,.0f events/s, %d bytes a customer, %,d signals%n",
        round, (events - before) / seconds, bytes / batches, effects.signals.size());
    effects.signals.clear();
    effects.facts.clear();
  }

  private int drain(int customer) {
    String name = "customer-" + customer;
    byte[] bytes = stored[customer];
    CustomerState state = bytes == null ? engine.newCustomer(name) : engine.read(name, bytes);
    for (int i = 0; i < BATCH; i++) {
      time += 5;
      engine.accept(state, event(name), effects);
      events++;
    }
    stored[customer] = engine.write(state, effects);
    return stored[customer].length;
  }

  private Event event(String customer) {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    Map<String, Object> attributes =
        Map.of(
            "element", "#button" + random.nextInt(5),
            "input", false,
            "results", (long) random.nextInt(3),
            "conversation_id", "k" + events % 7,
            "order_id", "o" + events % 3,
            "promised_at", time + 86_400_000L);
    String id = "01J9ZK" + (1_000_000_000_000L + events) + "-9f3e-4e7a-7b1c";
    return new Event(id, type, time, customer, null, "s1", "web", "/product", attributes);
  }
}
