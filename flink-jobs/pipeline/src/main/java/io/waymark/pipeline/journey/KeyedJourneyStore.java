package io.waymark.pipeline.journey;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;

/**
 * Journeys in keyed state.
 *
 * @param asCustomer makes a customer the current key
 */
record KeyedJourneyStore(
    ValueState<byte[]> state, Consumer<String> asCustomer, JourneyMetrics reporting)
    implements JourneyCache.Store {

  @Override
  public PackedJourney read(String customer) throws IOException {
    asCustomer.accept(customer);
    reporting.journeyRead();
    return PackedJourney.read(state.value());
  }

  @Override
  public void write(String customer, PackedJourney journey) throws IOException {
    asCustomer.accept(customer);
    reporting.journeyWritten();
    byte[] bytes = journey.write();
    if (bytes == null) {
      state.clear();
    } else {
      state.update(bytes);
    }
  }
}
