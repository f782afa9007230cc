package io.waymark.app.simulate;

import static io.waymark.app.simulate.Attributes.with;

import io.waymark.domain.event.Event;
import java.util.Map;

/** What happens to an order after it is paid, and what the customer says about it. */
final class Delivery {
  private static final long HOUR = 3_600_000;
  private static final String WAREHOUSE = "warehouse";

  private final StoryWriter story;

  Delivery(StoryWriter story) {
    this.story = story;
  }

  /** Arrives more than a day before it was promised. */
  void inTime(String order) {
    String delivery = story.name("d");
    long arrival = story.now() + story.random.nextLong(18 * HOUR, 46 * HOUR);
    promise(order, delivery, arrival + story.random.nextLong(30 * HOUR, 48 * HOUR));
    story.release();
    story.over("system");
    story.pause(HOUR, 6 * HOUR);
    story.event("order_shipped", WAREHOUSE, with("order_id", order).and("delivery_id", delivery));
    story.waitUntil(arrival - story.random.nextLong(HOUR, 5 * HOUR));
    onTheWay(order, delivery);
    story.waitUntil(arrival);
    delivered(order, delivery);
  }

  /** The promise, of an hour or some days, passes; the parcel comes hours later. */
  void late(String order) {
    String delivery = story.name("d");
    boolean express = story.chance(0.5);
    long promised =
        story.now()
            + (express
                ? story.random.nextLong(HOUR / 4, 3 * HOUR)
                : story.random.nextLong(30 * HOUR, 60 * HOUR));
    Event promise = promise(order, delivery, promised);
    story.label("delivery-late", promised, Map.of("delivery_id", delivery), promise);
    story.release();
    story.over("system");
    story.pause(60_000, HOUR / 6);
    story.event("order_shipped", WAREHOUSE, with("order_id", order).and("delivery_id", delivery));
    if (!express) {
      story.waitUntil(promised - 25 * HOUR);
      onTheWay(order, delivery);
    }
    story.waitUntil(promised + story.random.nextLong(HOUR / 2, 20 * HOUR));
    delivered(order, delivery);
  }

  private Event promise(String order, String delivery, long by) {
    return story.event(
        "delivery_promised",
        "/checkout",
        with("order_id", order)
            .and("delivery_id", delivery)
            .and("promised_by", StoryWriter.rfc3339(by))
            .and("carrier", "swiftpost"));
  }

  private void onTheWay(String order, String delivery) {
    story.event(
        "out_for_delivery", WAREHOUSE, with("order_id", order).and("delivery_id", delivery));
  }

  private void delivered(String order, String delivery) {
    story.event("delivered", WAREHOUSE, with("order_id", order).and("delivery_id", delivery));
  }

  /** An answer to "would you recommend us", 0 to 10; up to 6 is labelled. */
  void survey(long score) {
    story.over("survey");
    String survey = story.name("nps");
    story.event("survey_sent", "nps", with("survey_id", survey).and("metric", "nps"));
    story.pause(60_000, HOUR / 2);
    Event answer =
        story.event(
            "survey_response",
            "nps",
            with("survey_id", survey)
                .and("metric", "nps")
                .and("score", (double) score)
                .and("scale_min", 0.0)
                .and("scale_max", 10.0)
                .and("direction", "higher_is_better"));
    if (score <= 6) {
      story.label("nps-detractor", answer.time(), Map.of("survey_id", survey), answer);
    }
  }
}
