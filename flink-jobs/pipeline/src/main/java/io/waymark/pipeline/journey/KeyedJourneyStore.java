package io.waymark.pipeline.journey;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * Journeys in keyed state.
 *
 * @param journeys by customer
 * @param pages by key group
 * @param asKey makes a key the one that the states answer for
 */
record KeyedJourneyStore(
    ValueState<byte[]> journeys,
    ValueState<byte[]> pages,
    KeyGroups keyGroups,
    Consumer<String> asKey,
    JourneyMetrics reporting)
    implements JourneyCache.Store {

  @Override
  public PackedJourney read(String customer) throws IOException {
    asKey.accept(customer);
    reporting.journeyRead();
    return PackedJourney.read(journeys.value());
  }

  @Override
  public void write(String customer, PackedJourney journey) throws IOException {
    asKey.accept(customer);
    reporting.journeyWritten();
    update(journeys, journey.write());
  }

  @Override
  public int group(String customer) {
    return keyGroups.of(customer);
  }

  @Override
  public Iterable<Integer> groups() {
    return keyGroups.all();
  }

  @Override
  public byte @Nullable [] readPage(int group) throws IOException {
    asKey.accept(keyGroups.key(group));
    return pages.value();
  }

  @Override
  public void writePage(int group, byte @Nullable [] page) throws IOException {
    asKey.accept(keyGroups.key(group));
    update(pages, page);
  }

  private static void update(ValueState<byte[]> state, byte @Nullable [] value) throws IOException {
    if (value == null) {
      state.clear();
    } else {
      state.update(value);
    }
  }
}
