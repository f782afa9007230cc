package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Real traffic is read completely and written again as it was. */
class RealShopTest {
  private final WaymarkFormat format = new WaymarkFormat(WaymarkFormat.DEFAULT_MAX_BYTES);
  private final JsonRecordWriter writer = new JsonRecordWriter();

  @Test
  void everyLineIsAnEvent() throws Exception {
    List<Event> events = new ArrayList<>();
    try (JsonLines lines =
        new JsonLines(
            RealShopTest.class.getResourceAsStream("/real-shop/real-shop.jsonl"),
            WaymarkFormat.DEFAULT_MAX_BYTES)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        Event event = format.read(line);
        assertThat(format.read(writer.interaction(event))).isEqualTo(event);
        events.add(event);
      }
    }

    assertThat(events).hasSize(423).isSortedAccordingTo(Comparator.comparingLong(Event::time));
    Map<String, Long> types =
        events.stream().collect(Collectors.groupingBy(Event::type, Collectors.counting()));
    assertThat(types).containsKeys("add_to_cart", "view_item", "purchase");
    Event first = events.get(0);
    assertThat(Rfc3339.format(first.time())).isEqualTo("2022-10-25T07:49:55.526Z");
    assertThat(first.attributes()).containsEntry("item_id", "1235").containsEntry("price", 15.0);
  }
}
