package io.waymark.domain.identity;

import static io.waymark.domain.Stories.absence;
import static io.waymark.domain.Stories.event;
import static io.waymark.domain.Stories.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.EventLine;
import io.waymark.domain.Stories;
import io.waymark.domain.StoryTime;
import io.waymark.domain.friction.Explanation;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a rule fired for a customer who came as nobody. */
final class PersonTest {
  private static final Rule RULE =
      rule("cart-abandoned").when(absence("add_to_cart").of("purchase").within("1h")).build();

  @Test
  void whatBeganOnTheDeviceIsPartOfTheExplanation() {
    Explanation explanation =
        explained(
            event("10:00", "add_to_cart").anonymous("phone"),
            identify("10:10", "c1", "phone"),
            event("10:20", "page_view").anonymous("phone"));
    assertThat(explanation.signals())
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.customerId()).isEqualTo("c1");
              assertThat(signal.occurredAt()).isEqualTo(StoryTime.time("11:00"));
            });
    assertThat(explanation.steps())
        .extracting(step -> step.event() == null ? "deadline" : step.event().type())
        .contains("add_to_cart", "deadline");
  }

  @Test
  void whatTheDeviceDoesForAnotherIsNot() {
    Explanation explanation =
        explained(
            identify("10:00", "c1", "phone"),
            identify("10:10", "c2", "phone"),
            event("10:20", "add_to_cart").anonymous("phone"));
    assertThat(explanation.signals()).isEmpty();
  }

  @Test
  void whatStaysWithTheDeviceIsNot() {
    Explanation explanation =
        explained(
            identify("10:00", "c1", "phone"),
            event("10:05", "logout").anonymous("phone").of("c1"),
            event("10:10", "add_to_cart").anonymous("phone"),
            identify("10:20", "c2", "phone"),
            event("10:25", "logout").anonymous("phone").of("c2"),
            event("10:30", "add_to_cart").anonymous("phone"),
            identify("10:40", "c1", "phone"));
    assertThat(explanation.signals()).isEmpty();
    assertThat(explanation.steps()).isEmpty();
  }

  @Test
  void whatTheDeviceDidUntilTheyCameBackIs() {
    Explanation explanation =
        explained(
            identify("10:00", "c1", "phone"),
            event("10:05", "logout").anonymous("phone").of("c1"),
            event("10:10", "add_to_cart").anonymous("phone"),
            identify("10:20", "c1", "phone"));
    assertThat(explanation.signals())
        .singleElement()
        .satisfies(signal -> assertThat(signal.customerId()).isEqualTo("c1"));
  }

  @Test
  void aPurchaseOnTheDeviceAfterTheLoginCounts() {
    Explanation explanation =
        explained(
            event("10:00", "add_to_cart"),
            identify("10:10", "c1", "phone"),
            event("10:20", "purchase").anonymous("phone"));
    assertThat(explanation.signals()).isEmpty();
  }

  private static EventLine identify(String when, String customer, String device) {
    return event(when, "identify").anonymous(device).of(customer);
  }

  private static Explanation explained(EventLine... lines) {
    return Explanation.of(
        RULE,
        List.of(RULE),
        null,
        Limits.DEFAULT,
        new Person("c1", Stories.log(lines), StoryTime.time("12:00")));
  }
}
