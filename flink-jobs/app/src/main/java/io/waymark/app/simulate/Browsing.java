package io.waymark.app.simulate;

import static io.waymark.app.simulate.Attributes.with;

import io.waymark.app.simulate.Shop.Item;
import io.waymark.domain.event.Event;
import java.util.List;

/** Looking around: pages, lists, items, searches. All pauses are long enough not to be friction. */
final class Browsing {
  private static final List<String> ELEMENTS =
      List.of("#filter", "#sort", "#size-guide", "#reviews", "#gallery", "#delivery-info");

  private final StoryWriter story;
  private final int assortmentOf;
  private int seen;

  /**
   * @param seen how many items this visitor has looked at before
   */
  Browsing(StoryWriter story, int seen) {
    this.story = story;
    this.seen = seen;
    this.assortmentOf =
        story.visitor.known() ? story.visitor.number() : story.random.nextInt(20_000);
  }

  /** How many items the visitor has looked at by now. */
  int seen() {
    return seen;
  }

  void read() {
    story.pause(2_500, 9_000);
  }

  void page(String url, String type) {
    story.event(
        "page_view",
        url,
        with("url", url)
            .and("view_id", story.name("v"))
            .and("page_type", type)
            .and("load_ms", story.random.nextLong(180, 1_600)));
    read();
  }

  void list() {
    String category = story.oneOf(Shop.CATEGORIES);
    story.event(
        "view_item_list",
        "/c/" + category,
        with("item_list_id", category).and("item_count", story.random.nextLong(8, 60)));
    read();
  }

  void click() {
    story.event(
        "click",
        "/item",
        with("element", story.oneOf(ELEMENTS))
            .and("x", story.random.nextLong(40, 1_200))
            .and("y", story.random.nextLong(80, 700))
            .and("input", false)
            .and("effect", "dom")
            .and("effect_ms", story.random.nextLong(20, 160)));
    read();
  }

  /** The next item that the visitor has not seen for a long time. */
  Item nextItem() {
    return Shop.item(assortmentOf, seen++);
  }

  Item item() {
    Item item = nextItem();
    view(item);
    return item;
  }

  Event view(Item item) {
    Event viewed =
        story.event(
            "view_item",
            "/item",
            with("item_id", item.id())
                .and("item_category", item.category())
                .and("price", item.price())
                .and("currency", Shop.CURRENCY)
                .and("in_stock", true));
    read();
    return viewed;
  }

  /** A search; returns the event that shows its results. */
  Event search(String term, long results) {
    story.event("search", "/search", with("search_term", term));
    story.pause(200, 700);
    Event shown =
        story.event(
            "view_search_results",
            "/search",
            with("search_term", term).and("results_count", results));
    read();
    return shown;
  }

  /** A few lists, items and clicks. */
  void wander(int least, int most) {
    int steps = story.random.nextInt(least, most + 1);
    for (int i = 0; i < steps; i++) {
      switch (story.random.nextInt(4)) {
        case 0 -> list();
        case 1 -> click();
        default -> item();
      }
    }
  }

  /** Home page and a list: how visits begin. */
  void arrive() {
    story.visit();
    page("/", "home");
    list();
  }

  /** The visitor shows up again: proof that time has passed for them. */
  void comeBack() {
    story.visit();
    page("/", "home");
  }

  /** A search that finds something, after at most one that does not. */
  void searchAndFind() {
    if (story.chance(0.05)) {
      search(story.oneOf(Shop.VAIN_TERMS), 0);
    }
    search(story.oneOf(Shop.TERMS), story.random.nextLong(1, 80));
    Item item = nextItem();
    story.event("select_item", "/search", with("item_id", item.id()).and("position", 1L));
    read();
    view(item);
  }

  void leave() {
    if (story.chance(0.5)) {
      story.event("session_end", "/", with("reason", "closed"));
    }
  }
}
