package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What holds of any journey under the shipped model. */
class JourneyProperties {

  /**
   * A job takes in as many events at one look as have come; one that reads a log again takes in
   * more. Nobody may see which it was.
   */
  @Property(tries = 1_000, seed = "20261123")
  void itIsTheSameHoweverManyEventsAreTakenInAtOneLook(@ForAll("logs") List<String> log) {
    String[] lines = log.toArray(String[]::new);
    JourneyStory each = JourneyStory.shipped().given(lines);
    JourneyStory together = JourneyStory.shipped().unwritten().given(lines);
    Statistics.label("stage").collect(String.valueOf(each.snapshot().stage()));
    assertThat(together.snapshot()).isEqualTo(each.snapshot());
    assertThat(together.signals).isEqualTo(each.signals);
  }

  @Provide
  Arbitrary<List<String>> logs() {
    Arbitrary<String> events =
        Arbitraries.of(
            "page_view channel=web",
            "search channel=web query=shoe results_count=3",
            "view_item channel=web item_id=i1",
            "view_item channel=web item_id=i2",
            "add_to_cart channel=web cart_id=k1",
            "purchase channel=web order_id=o1 cart_id=k1",
            "refund channel=web order_id=o1",
            "order_cancelled order_id=o1",
            "delivered order_id=o1",
            "contact_started channel=voice conversation_id=c1",
            "click channel=web element=pay effect=none",
            "survey_response channel=survey metric=nps score=10 scale_min=0 scale_max=10",
            "account_closed channel=web");
    Arbitrary<String> gaps = Arbitraries.of("+1s", "+1m", "+20m", "+40m", "+2d", "+8d", "+31d");
    return Combinators.combine(gaps, events)
        .as((gap, event) -> gap + " " + event)
        .list()
        .ofMinSize(2)
        .ofMaxSize(30)
        .map(
            lines -> {
              List<String> log = new java.util.ArrayList<>(lines);
              log.add(0, "10:00 session_start channel=web");
              return log;
            });
  }
}
