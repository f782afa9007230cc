package io.waymark.pipeline.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.pulse.Crowd;
import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Figures;
import io.waymark.domain.pulse.Quantity;
import io.waymark.domain.pulse.Reading;
import io.waymark.domain.pulse.Tally;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

class PulseWindowProperties {

  @Property(tries = 300)
  void howeverTheMeasurementsArePartedTheyAddUpToTheSame(
      @ForAll("readings") List<Reading> readings,
      @ForAll @Size(min = 120, max = 120) List<@IntRange(max = 3) Integer> parts)
      throws IOException {
    PulseWindow whole = new PulseWindow();
    PulseWindow[] parted = {
      new PulseWindow(), new PulseWindow(), new PulseWindow(), new PulseWindow()
    };
    for (int i = 0; i < readings.size(); i++) {
      whole.add(readings.get(i), 1);
      parted[parts.get(i)].add(readings.get(i), 1);
    }
    PulseWindow merged = new PulseWindow();
    for (PulseWindow part : parted) {
      merged.add(stored(part));
    }

    assertThat(figures(merged)).isEqualTo(figures(whole));
    assertThat(merged.transitions()).isEqualTo(whole.transitions());
    assertThat(figures(stored(whole))).isEqualTo(figures(whole));
  }

  @Property(tries = 100)
  void aCopyIsNotChangedByWhatIsAddedToTheOther(@ForAll("readings") List<Reading> readings) {
    PulseWindow window = new PulseWindow();
    readings.forEach(reading -> window.add(reading, 1));
    List<Figure> before = figures(window);
    PulseWindow copy = window.copy();
    readings.forEach(reading -> copy.add(reading, 1));
    copy.add(new Reading.Sum(Tally.EVENTS), 1);

    assertThat(figures(window)).isEqualTo(before);
  }

  @Property(tries = 50)
  void quantilesAreOffByOnePercentAtMost(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 1, max = 3_600_000) Integer> waits) {
    PulseWindow window = new PulseWindow();
    waits.forEach(wait -> window.add(new Reading.Sample(Quantity.WAIT, wait), 1));
    List<Integer> sorted = waits.stream().sorted().toList();
    for (double rank : new double[] {0.5, 0.9, 0.99}) {
      double exact = sorted.get((int) Math.floor(rank * (sorted.size() - 1)));
      assertThat(window.quantile(Quantity.WAIT, rank)).isCloseTo(exact, within(0.0101 * exact));
    }
  }

  @Property(tries = 20)
  void theDistinctAreCountedAlmostExactly(@ForAll @IntRange(max = 20_000) int customers) {
    PulseWindow window = new PulseWindow();
    for (int twice = 0; twice < 2; twice++) {
      LongStream.range(0, customers)
          .forEach(c -> window.add(new Reading.Seen(Crowd.CUSTOMERS, c * 0x9E3779B97F4A7C15L), 1));
    }
    // Five standard errors.
    assertThat((double) window.distinct(Crowd.CUSTOMERS))
        .isCloseTo(customers, within(0.5 + 0.08 * customers));
  }

  private static List<Figure> figures(PulseWindow window) {
    return Figures.of(window, window.queue, ContactGoal.STANDARD);
  }

  private static PulseWindow stored(PulseWindow window) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    PulseWindowSerializer.INSTANCE.serialize(window, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    PulseWindow read = PulseWindowSerializer.INSTANCE.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  @Provide
  Arbitrary<List<Reading>> readings() {
    Arbitrary<Reading> sums = Arbitraries.of(Tally.class).map(Reading.Sum::new);
    Arbitrary<Reading> samples =
        Arbitraries.integers()
            .between(0, 600_000)
            .map(wait -> new Reading.Sample(Quantity.WAIT, wait));
    Arbitrary<Reading> seen =
        Arbitraries.longs().between(0, 40).map(id -> new Reading.Seen(Crowd.SESSIONS, id * 7919));
    Arbitrary<Reading> moved =
        Arbitraries.of("awareness", "purchase")
            .map(stage -> new Reading.Moved(stage, null, 60_000L));
    return Arbitraries.oneOf(sums, samples, seen, moved).list().ofMaxSize(120);
  }
}
