package io.waymark.pipeline.pulse;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Values of a distribution as a DDSketch: quantiles are off by 1 % of the value. Of the smallest
 * values all that lie further apart than {@link #BINS} bins allow, seven orders of magnitude and
 * more, are one.
 */
final class Quantiles {
  private static final double ACCURACY = 0.01;
  private static final int BINS = 1024;

  private final DDSketch sketch;

  Quantiles() {
    this(new DDSketch(new CubicallyInterpolatedMapping(ACCURACY), Quantiles::store));
  }

  private Quantiles(DDSketch sketch) {
    this.sketch = sketch;
  }

  private static Store store() {
    return new CollapsingLowestDenseStore(BINS);
  }

  void add(double value) {
    sketch.accept(value);
  }

  void add(Quantiles other) {
    sketch.mergeWith(other.sketch);
  }

  long count() {
    return Math.round(sketch.getCount());
  }

  /** Null of nothing. */
  @Nullable Double at(double rank) {
    return sketch.isEmpty() ? null : (Double) sketch.getValueAtQuantile(rank);
  }

  byte[] encoded() throws IOException {
    GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
    sketch.encode(out, false);
    return out.trimmedCopy();
  }

  static Quantiles decoded(byte[] encoded) throws IOException {
    return new Quantiles(DDSketch.decode(ByteArrayInput.wrap(encoded), Quantiles::store));
  }
}
