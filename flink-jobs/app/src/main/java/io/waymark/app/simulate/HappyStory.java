package io.waymark.app.simulate;

import java.util.List;

/** Ordinary days in the shop, none of which is friction, unless the shop's systems are unwell. */
final class HappyStory {
  private final StoryWriter story;
  private final Browsing browsing;
  private final Customers customers;
  private final Incidents incidents;

  HappyStory(StoryWriter story, Browsing browsing, Customers customers, Incidents incidents) {
    this.story = story;
    this.browsing = browsing;
    this.customers = customers;
    this.incidents = incidents;
  }

  void tell() {
    int dice = story.random.nextInt(100);
    if (dice < 35) {
      browse();
    } else if (dice < 50) {
      search();
    } else if (dice < 56) {
      changeMind();
    } else if (dice < 80 || !story.visitor.known()) {
      buy();
    } else if (dice < 88) {
      manageAccount();
    } else if (dice < 97 && customers.mayContact(story.visitor, story.now())) {
      getInTouch();
    } else if (dice >= 97) {
      new Delivery(story).survey(story.random.nextLong(7, 11));
    } else {
      browse();
    }
  }

  private void browse() {
    browsing.arrive();
    browsing.wander(4, 14);
    browsing.leave();
  }

  private void search() {
    browsing.arrive();
    browsing.searchAndFind();
    browsing.wander(2, 6);
  }

  private void changeMind() {
    browsing.arrive();
    Checkout checkout = new Checkout(story, browsing);
    checkout.fill();
    checkout.empty();
    browsing.leave();
  }

  private void buy() {
    browsing.arrive();
    browsing.wander(1, 5);
    Checkout checkout = new Checkout(story, browsing);
    checkout.fill();
    checkout.begin();
    checkout.ship();
    String gateway = story.oneOf(Shop.GATEWAYS);
    boolean fails =
        incidents.paymentDegraded(story.now())
            && gateway.equals(Shop.MAIN_GATEWAY)
            && Friction.PAYMENT_REFUSED.possible(customers, story.visitor, story.now());
    if (fails) {
      new UnhappyStory(story, browsing, customers).refusedByGateway(checkout);
      return;
    }
    String order = checkout.purchase(checkout.attempt(gateway));
    customers.bought(story.visitor, story.now());
    Delivery delivery = new Delivery(story);
    delivery.inTime(order);
    if (story.chance(0.2)) {
      story.pause(3_600_000, 5_400_000);
      delivery.survey(story.random.nextLong(7, 11));
    }
  }

  private void manageAccount() {
    browsing.comeBack();
    Account account = new Account(story);
    if (story.chance(0.2)) {
      account.failLogin(1);
    }
    account.login();
    browsing.page("/account", "account");
    account.submit(account.startForm());
    if (story.chance(0.03)) {
      account.errors(2);
    }
    browsing.leave();
  }

  private void getInTouch() {
    ContactCentre centre = new ContactCentre(story);
    String medium = story.oneOf(List.of("chat", "chat", "call"));
    long now = story.now();
    if (medium.equals("chat")
        && incidents.chatOverflowing(now)
        && Friction.CHAT_GIVEN_UP.possible(customers, story.visitor, now)) {
      new UnhappyStory(story, browsing, customers).overflow();
      return;
    }
    customers.contacted(story.visitor, now);
    int transfers = story.chance(0.1) ? 1 : 0;
    centre.contact(medium, story.oneOf(Shop.TOPICS), centre.shortWait(), transfers, true);
  }
}
