package io.waymark.app.simulate;

import static io.waymark.app.simulate.Attributes.with;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Chats and calls with people. */
final class ContactCentre {
  private static final long LONG_WAIT = 60_000;

  private final StoryWriter story;

  ContactCentre(StoryWriter story) {
    this.story = story;
  }

  /** A wait that nobody minds, in milliseconds. */
  long shortWait() {
    return story.random.nextLong(2_000, 19_000);
  }

  /** A wait well over the limit, in milliseconds. */
  long longWait() {
    return story.random.nextLong(80_000, 420_000);
  }

  /**
   * A whole contact. A wait over a minute and two or more transfers are labelled.
   *
   * @param medium {@code chat} or {@code call}
   * @param transfers how often the customer is handed on; every second one goes back to the queue
   *     they came from
   * @return the first event, and the last
   */
  Contact contact(String medium, String topic, long wait, int transfers, boolean resolved) {
    story.over(medium);
    String chain = leg(medium);
    Event started = start(chain, topic);
    String queue = topic;
    answered(medium, chain, chain, queue, topic, wait, "customer");
    String leg = chain;
    List<Event> handovers = new ArrayList<>(transfers);
    for (int i = 1; i <= transfers; i++) {
      String next = i % 2 == 1 ? "second_line" : topic;
      handovers.add(transfer(medium, chain, leg, queue, next, i));
      leg = leg(medium);
      queue = next;
      answered(medium, chain, leg, queue, topic, shortWait(), "transfer");
    }
    if (transfers >= 2) {
      Event second = handovers.get(1);
      story.label(
          "transfer-bounce",
          second.time(),
          Map.of("contact_chain_id", chain),
          handovers.get(0),
          second);
    }
    story.event(
        medium + "_ended",
        queue,
        with(legName(medium), leg)
            .and("contact_chain_id", chain)
            .and("ended_by", "customer")
            .and("talk_ms", story.random.nextLong(60_000, 240_000))
            .and("queue", queue));
    story.pause(8_000, 30_000);
    Event wrapup =
        story.event(
            "contact_wrapup",
            queue,
            with("contact_id", leg)
                .and("contact_chain_id", chain)
                .and("topic", topic)
                .and("resolved", resolved)
                .and("acw_ms", 20_000L)
                .and("initiated_by", "customer"));
    return new Contact(started, wrapup);
  }

  /** The customer waits too long and gives up. */
  Contact giveUp(String medium, String topic, long wait) {
    story.over(medium);
    String chain = leg(medium);
    Event started = start(chain, topic);
    queue(medium, chain, chain, topic, topic, wait, "customer");
    Event left =
        story.event(
            medium + "_left",
            topic,
            with(legName(medium), chain)
                .and("contact_chain_id", chain)
                .and("queue", topic)
                .and("wait_ms", wait)
                .and("topic", topic)
                .and("short", false));
    return new Contact(started, left);
  }

  private String leg(String medium) {
    return story.name(medium);
  }

  private static String legName(String medium) {
    return medium.equals("chat") ? "conversation_id" : "call_id";
  }

  private Event start(String chain, String topic) {
    Event started =
        story.event(
            "contact_started",
            topic,
            with("contact_id", chain)
                .and("contact_chain_id", chain)
                .and("initiated_by", "customer")
                .and("topic", topic)
                .and("context_shared", false)
                .and("reconnect", false)
                .and("queue", topic));
    story.pause(500, 2_000);
    return started;
  }

  private void queue(
      String medium, String chain, String leg, String queue, String topic, long wait, String by) {
    Event queued =
        story.event(
            medium + "_queued",
            queue,
            with(legName(medium), leg)
                .and("contact_chain_id", chain)
                .and("queue", queue)
                .and("topic", topic)
                .and("initiated_by", by));
    if (wait > LONG_WAIT) {
      story.label(
          medium + "-wait-long", queued.time() + LONG_WAIT, Map.of(legName(medium), leg), queued);
    }
    story.waitUntil(queued.time() + wait);
  }

  private void answered(
      String medium, String chain, String leg, String queue, String topic, long wait, String by) {
    queue(medium, chain, leg, queue, topic, wait, by);
    story.event(
        medium + "_answered",
        queue,
        with(legName(medium), leg)
            .and("contact_chain_id", chain)
            .and("queue", queue)
            .and("wait_ms", wait)
            .and("topic", topic));
    story.pause(60_000, 240_000);
  }

  private Event transfer(
      String medium, String chain, String leg, String from, String to, long number) {
    Event transferred =
        story.event(
            medium + "_transferred",
            from,
            with(legName(medium), leg)
                .and("contact_chain_id", chain)
                .and("from_queue", from)
                .and("to_queue", to)
                .and("transfer_no", number)
                .and("returned", number > 1)
                .and("kind", "cold"));
    story.pause(100, 400);
    story.event(
        medium + "_ended",
        from,
        with(legName(medium), leg)
            .and("contact_chain_id", chain)
            .and("ended_by", "transfer")
            .and("talk_ms", 60_000L)
            .and("queue", from));
    story.pause(100, 400);
    return transferred;
  }

  /** How a contact began and ended. */
  record Contact(Event started, Event over) {}
}
