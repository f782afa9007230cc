package io.waymark.app.simulate;

import static io.waymark.app.simulate.Attributes.with;

import io.waymark.domain.event.Event;
import java.util.List;
import java.util.Map;

/** Signing in, filling in forms, and what can break on a page. */
final class Account {
  private static final List<String> FORMS = List.of("profile", "address", "size_profile");
  private static final String LOGIN = "/login";
  private static final String ACCOUNT = "/account";
  private static final String ITEM = "/item";

  private final StoryWriter story;

  Account(StoryWriter story) {
    this.story = story;
  }

  private void type() {
    story.pause(4_000, 12_000);
  }

  void login() {
    story.event("login", LOGIN, with("method", "password"));
    type();
  }

  /** Wrong passwords; three or more are labelled. */
  void failLogin(int times) {
    Event[] failures = new Event[times];
    String account = "a" + Long.toString(story.random.nextLong(1L << 40), 36);
    for (int i = 0; i < times; i++) {
      failures[i] =
          story.event(
              "login_failed",
              LOGIN,
              with("reason", "wrong_password")
                  .and("account_hash", account)
                  .and("ip_hash", "n" + account)
                  .and("method", "password"));
      type();
    }
    if (times >= 3) {
      story.label("login-failures", failures[2].time(), Map.of(), failures);
    }
  }

  void resetPassword() {
    story.event("password_reset", LOGIN, with("method", "email"));
    type();
  }

  /** A form begun and edited; returns its id and last edit. */
  Form startForm() {
    String form = story.oneOf(FORMS);
    Event start = story.event("form_start", ACCOUNT, with("form_id", form));
    type();
    Event edit = start;
    for (String field : List.of("name", "street", "city")) {
      edit =
          story.event(
              "form_field",
              ACCOUNT,
              with("form_id", form)
                  .and("field_id", field)
                  .and("dwell_ms", story.random.nextLong(1_000, 4_000)));
      type();
    }
    return new Form(form, start, edit);
  }

  void submit(Form form) {
    story.event("form_submit", ACCOUNT, with("form_id", form.id()).and("ok", true));
    type();
    story.event(
        "request", ACCOUNT, with("action", "save").and("status", 200L).and("duration_ms", 120L));
    type();
  }

  /** The form is left as it is. */
  void abandon(Form form) {
    story.label(
        "form-abandonment",
        form.lastEdit().time() + 1_800_000,
        Map.of("form_id", form.id()),
        form.start(),
        form.lastEdit());
  }

  /** The same script keeps failing on an item's page; three or more are labelled. */
  void errors(int times) {
    String fingerprint = "f" + story.random.nextInt(1_000);
    Event[] errors = new Event[times];
    for (int i = 0; i < times; i++) {
      errors[i] =
          story.event(
              "error",
              ITEM,
              with("kind", "js").and("fingerprint", fingerprint).and("action", "save"));
      type();
    }
    if (times >= 3) {
      story.label("error-loop", errors[2].time(), Map.of("fingerprint", fingerprint), errors);
    }
  }

  /** Many clicks on the same spot within a second. */
  void rageClick() {
    int times = story.random.nextInt(4, 7);
    String element = story.oneOf(List.of("#apply-coupon", "#show-more", "#save", "#play"));
    long x = story.random.nextLong(40, 1_200);
    long y = story.random.nextLong(80, 700);
    Event[] clicks = new Event[times];
    for (int i = 0; i < times; i++) {
      clicks[i] =
          story.event(
              "click",
              ITEM,
              with("element", element)
                  .and("x", x + story.random.nextLong(4))
                  .and("y", y + story.random.nextLong(4))
                  .and("input", false)
                  .and("effect", "none"));
      story.pause(90, 160);
    }
    story.label("rage-click", clicks[2].time(), Map.of("element", element), clicks);
    story.pause(4_000, 9_000);
  }

  /** A form being filled in. */
  record Form(String id, Event start, Event lastEdit) {}
}
