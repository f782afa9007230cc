package io.waymark.app.simulate;

import io.waymark.app.simulate.Shop.Item;
import io.waymark.domain.event.Event;
import java.util.List;
import java.util.Map;

/**
 * Days on which something goes wrong. Each story ends after the last deadline that it lets pass,
 * and labels everything that is true of it.
 */
final class UnhappyStory {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private final StoryWriter story;
  private final Browsing browsing;
  private final Customers customers;
  private final Account account;
  private final ContactCentre centre;

  UnhappyStory(StoryWriter story, Browsing browsing, Customers customers) {
    this.story = story;
    this.browsing = browsing;
    this.customers = customers;
    this.account = new Account(story);
    this.centre = new ContactCentre(story);
  }

  void tell(Friction friction) {
    switch (friction) {
      case RAGE_CLICK -> brokenButton();
      case ERROR_LOOP -> brokenPage();
      case FORM_LEFT -> formLeft();
      case NOTHING_FOUND -> nothingFound();
      case LOCKED_OUT -> lockedOut();
      case CART_LEFT -> cartLeft();
      case CHECKOUT_LEFT -> checkoutLeft();
      case CHECKOUT_RESUMED -> checkoutResumed();
      case PAYMENT_REFUSED -> payment("declined");
      case LONG_CALL_WAIT -> longWait("call");
      case LONG_CHAT_WAIT -> longWait("chat");
      case CHAT_GIVEN_UP -> chatGivenUp();
      case PASSED_ON -> passedOn();
      case CONTACT_REPEATED -> contactRepeated();
      case CHANNEL_SWITCHED -> channelSwitched();
      case DELIVERED_LATE -> deliveredLate();
      case DETRACTOR -> new Delivery(story).survey(story.random.nextLong(0, 7));
      case UNDECIDED -> undecided();
    }
  }

  private void returnLater() {
    story.pause(2 * HOUR, 3 * HOUR);
    browsing.comeBack();
  }

  private void brokenButton() {
    browsing.arrive();
    browsing.wander(1, 4);
    account.rageClick();
    browsing.wander(0, 3);
  }

  private void brokenPage() {
    browsing.arrive();
    account.errors(story.random.nextInt(3, 6));
    browsing.wander(0, 3);
  }

  private void formLeft() {
    browsing.arrive();
    account.abandon(account.startForm());
    returnLater();
  }

  private void nothingFound() {
    browsing.arrive();
    String first = Shop.VAIN_TERMS.get(0);
    String second = Shop.VAIN_TERMS.get(1);
    Event once = browsing.search(first, 0);
    Event twice = browsing.search(second, 0);
    story.label("zero-results", twice.time(), Map.of(), once, twice);
    browsing.page("/help", "help");
    browsing.wander(1, 4);
  }

  private void lockedOut() {
    browsing.comeBack();
    account.failLogin(story.random.nextInt(3, 6));
    account.resetPassword();
    account.login();
    browsing.page("/account", "account");
  }

  private void cartLeft() {
    browsing.arrive();
    Checkout checkout = new Checkout(story, browsing);
    checkout.fill();
    checkout.abandonCart();
    browsing.leave();
    returnLater();
  }

  private Checkout halfwayThrough() {
    browsing.arrive();
    Checkout checkout = new Checkout(story, browsing);
    checkout.fill();
    checkout.begin();
    return checkout;
  }

  private void checkoutLeft() {
    giveUp(halfwayThrough());
  }

  private void giveUp(Checkout checkout) {
    checkout.abandonCheckout();
    checkout.abandonCart();
    returnLater();
  }

  private void checkoutResumed() {
    Checkout checkout = halfwayThrough();
    checkout.abandonCheckout();
    story.pause(34 * MINUTE, 42 * MINUTE);
    browsing.comeBack();
    deliver(checkout.purchase(checkout.attempt("northbank")));
  }

  private void deliver(String order) {
    customers.bought(story.visitor, story.now());
    new Delivery(story).inTime(order);
  }

  private void payment(String reason) {
    Checkout checkout = halfwayThrough();
    checkout.ship();
    refused(checkout, reason);
  }

  /** The payment of a checkout that is ready for it fails because the gateway is unwell. */
  void refusedByGateway(Checkout checkout) {
    refused(checkout, "gateway");
  }

  private void refused(Checkout checkout, String reason) {
    checkout.fail(checkout.attempt(Shop.MAIN_GATEWAY), reason);
    if (story.chance(0.6)) {
      checkout.fail(checkout.attempt(Shop.MAIN_GATEWAY), reason);
    }
    if (story.chance(0.5)) {
      deliver(checkout.purchase(checkout.attempt("northbank")));
    } else {
      giveUp(checkout);
    }
  }

  private String topic() {
    customers.contacted(story.visitor, story.now());
    return story.oneOf(Shop.TOPICS);
  }

  private void longWait(String medium) {
    centre.contact(medium, topic(), centre.longWait(), 0, true);
  }

  /** The chat queue does not move: half of the customers wait, half give up and call. */
  void overflow() {
    if (story.chance(0.5)) {
      longWait("chat");
    } else {
      chatGivenUp();
    }
  }

  private void chatGivenUp() {
    String topic = topic();
    again(centre.giveUp("chat", topic, centre.longWait()), "call", topic, 40 * MINUTE);
  }

  private void passedOn() {
    String medium = story.oneOf(List.of("chat", "call"));
    int transfers = story.random.nextInt(2, 4);
    centre.contact(medium, topic(), centre.shortWait(), transfers, true);
  }

  private void contactRepeated() {
    String topic = topic();
    String medium = story.oneOf(List.of("chat", "call"));
    again(contact(medium, topic, true), medium, topic, 60 * HOUR);
  }

  private void channelSwitched() {
    String topic = topic();
    boolean chatFirst = story.chance(0.7);
    ContactCentre.Contact first = contact(chatFirst ? "chat" : "call", topic, false);
    again(first, chatFirst ? "call" : "chat", topic, 20 * HOUR);
  }

  private ContactCentre.Contact contact(String medium, String topic, boolean resolved) {
    return centre.contact(medium, topic, centre.shortWait(), 0, resolved);
  }

  /** A second contact about the same, minutes to {@code latest} after the first. */
  private void again(ContactCentre.Contact first, String medium, String topic, long latest) {
    story.pauseSkewed(3 * MINUTE, latest);
    ContactCentre.Contact second = contact(medium, topic, true);
    customers.contacted(story.visitor, story.now());
    Event began = second.started();
    story.label("repeat-contact", began.time(), Map.of("topic", topic), first.started(), began);
    if (!String.valueOf(began.channel()).equals(first.started().channel())) {
      story.label("channel-switch", began.time(), Map.of("topic", topic), first.over(), began);
    }
  }

  private void deliveredLate() {
    Checkout checkout = halfwayThrough();
    checkout.ship();
    String order = checkout.purchase(checkout.attempt("northbank"));
    customers.bought(story.visitor, story.now());
    new Delivery(story).late(order);
  }

  private void undecided() {
    browsing.arrive();
    Item item = browsing.nextItem();
    Event[] views = new Event[story.random.nextInt(3, 5)];
    for (int i = 0; i < views.length; i++) {
      if (i > 0) {
        story.pauseSkewed(5 * MINUTE, 10 * HOUR);
        browsing.comeBack();
      }
      views[i] = browsing.view(item);
      browsing.wander(1, 3);
    }
    story.label("high-intent", views[2].time(), Map.of("item_id", item.id()), views);
  }
}
