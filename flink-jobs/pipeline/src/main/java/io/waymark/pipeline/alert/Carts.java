package io.waymark.pipeline.alert;

import io.waymark.domain.alert.CartChange;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.InteractionCodec;
import java.util.Collection;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** What interactions say of carts: one decoding of each. */
public final class Carts extends ProcessFunction<Arrival, CartChange> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable InteractionCodec codec;

  private Carts() {}

  /**
   * What customers' carts are worth.
   *
   * @param arrivals what became of the records of interactions, of each source
   */
  public static DataStream<CartChange> of(Collection<DataStream<Arrival>> arrivals) {
    return arrivals.stream()
        .reduce(DataStream::union)
        .orElseThrow()
        .process(new Carts(), CartChangeSerializer.TYPE)
        .uid(OperatorIds.READ_CARTS)
        .name(OperatorIds.READ_CARTS);
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<CartChange> out) {
    if (arrival instanceof Envelope event) {
      InteractionCodec reader = codec;
      if (reader == null) {
        reader = new InteractionCodec();
        codec = reader;
      }
      CartChange change = CartChange.of(reader.decodeBody(event.body()));
      if (change != null) {
        out.collect(change);
      }
    }
  }
}
