package io.waymark.pipeline.intervention;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Pause;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.ErasureGate;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.intervention.SimulatedYear.Happening;
import io.waymark.pipeline.rules.RuleUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;

/**
 * Runs a simulated year through the operators of the job: what happens arrives in any order within
 * a bound, the watermark moves as it likes, and now and then all of it dies and goes on from the
 * last checkpoint in another number of subtasks; what was told since then is told again.
 */
final class YearByOperators {
  final List<Decision> decisions = new ArrayList<>();
  final List<Trigger> triggers = new ArrayList<>();

  private final Random random;
  private final long bound;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final YearOperator anonymous;
  private final YearOperator customers;
  private KeyedOneInputStreamOperatorTestHarness<String, Observation, Observation> gate = gate();
  private long watermark = Long.MIN_VALUE;
  private Checkpoint checkpoint;

  /** Something that comes: an observation, or a direction. */
  private record Arrival(long at, int turn, long happened, Happening happening) {}

  private record Checkpoint(
      int next,
      long watermark,
      int decisions,
      int triggers,
      OperatorSubtaskState gate,
      List<OperatorSubtaskState> anonymous,
      List<OperatorSubtaskState> customers) {}

  private YearByOperators(long seed) throws Exception {
    random = new Random(31 * seed + 7);
    long[] bounds = {0, 1_000, 3_600_000, YearRules.DAY};
    bound = bounds[random.nextInt(bounds.length)];
    long lag = YearRun.lag(seed);
    anonymous =
        new YearOperator(InterventionTopology::anonymousKey, true, eventTime -> eventTime + lag);
    customers = new YearOperator(Observation::customerId, false, eventTime -> eventTime + lag);
    gate.open();
    SimulatedYear.of(seed)
        .forEach((at, together) -> together.forEach(each -> arrivals.add(arrival(at, each))));
    arrivals.sort(Comparator.comparingLong(Arrival::at).thenComparingInt(Arrival::turn));
    checkpoint = checkpoint(0);
  }

  static YearByOperators of(long seed) throws Exception {
    YearByOperators year = new YearByOperators(seed);
    year.run();
    return year;
  }

  private Arrival arrival(long at, Happening happening) {
    if (happening instanceof Happening.Paused || happening instanceof Happening.Published) {
      // When all from before is known and nothing from then is decided on.
      return new Arrival(at - 1 + bound, 2, at, happening);
    }
    if (observation(happening).time() < at) {
      // What is told again comes when its time has long passed.
      return new Arrival(at + bound + 1, 0, at, happening);
    }
    if (happening instanceof Happening.Told told && told.fact().kind() == Fact.Kind.ERASED) {
      // What is from before comes before: later it would be said again.
      return new Arrival(at + bound, 1, at, happening);
    }
    return new Arrival(at + (long) (random.nextDouble() * bound), 0, at, happening);
  }

  private static Observation observation(Happening happening) {
    if (happening instanceof Happening.Noticed noticed) {
      return new Observation.OfSignal(noticed.signal());
    }
    return new Observation.OfFact(
        happening instanceof Happening.Told told
            ? told.fact()
            : ((Happening.Merged) happening).fact());
  }

  private void run() throws Exception {
    for (int next = 0; next < arrivals.size(); next++) {
      if (random.nextInt(150) == 0) {
        checkpoint = checkpoint(next);
      } else if (random.nextInt(300) == 0) {
        next = restore();
      }
      arrive(arrivals.get(next));
      if (random.nextInt(4) == 0) {
        advance(arrivals.get(next).at() - bound - 1);
      }
    }
    advance(SimulatedYear.END - 1);
  }

  private void arrive(Arrival arrival) throws Exception {
    Happening happening = arrival.happening();
    if (happening instanceof Happening.Paused paused) {
      advance(arrival.happened() - 1);
      direct(Either.Right(new Pause(paused.rule(), paused.paused(), "so", arrival.happened())));
    } else if (happening instanceof Happening.Published published) {
      advance(arrival.happened() - 1);
      String text = published.there() ? published.rule() : null;
      direct(Either.Left(new RuleUpdate(published.rule(), text, arrival.happened())));
      direct(Either.Left(RuleUpdate.completed(arrival.happened())));
    } else {
      Observation observation = observation(happening);
      if (observation.time() < arrival.happened()) {
        advance(arrival.happened());
      }
      gate.processElement(observation, observation.time());
      for (Observation passed : gate.extractOutputValues()) {
        if (passed.isAnonymous() || InterventionTopology.anonymousId(passed) != null) {
          anonymous.send(passed);
        }
        if (!passed.isAnonymous()) {
          customers.send(passed);
        }
      }
      gate.getOutput().clear();
      take();
    }
  }

  private void direct(Either<RuleUpdate, Pause> direction) throws Exception {
    anonymous.direct(direction);
    customers.direct(direction);
    take();
  }

  private void advance(long time) throws Exception {
    if (time <= watermark) {
      return;
    }
    watermark = time;
    gate.processWatermark(new Watermark(time));
    gate.getOutput().clear();
    anonymous.watermark(time);
    take();
    customers.watermark(time);
    take();
  }

  private void take() throws Exception {
    List<Observation> handOvers = new ArrayList<>();
    anonymous.told(decisions::add, triggers::add, handOvers::add);
    for (Observation handOver : handOvers) {
      customers.send(handOver);
    }
    customers.told(decisions::add, triggers::add, handOvers::add);
  }

  private Checkpoint checkpoint(int next) throws Exception {
    return new Checkpoint(
        next,
        watermark,
        decisions.size(),
        triggers.size(),
        gate.snapshot(next, next),
        anonymous.snapshot(next),
        customers.snapshot(next));
  }

  private int restore() throws Exception {
    decisions.subList(checkpoint.decisions(), decisions.size()).clear();
    triggers.subList(checkpoint.triggers(), triggers.size()).clear();
    gate.close();
    gate = gate();
    gate.initializeState(checkpoint.gate());
    gate.open();
    anonymous.start(1 + random.nextInt(3), checkpoint.anonymous());
    customers.start(1 + random.nextInt(3), checkpoint.customers());
    watermark = Long.MIN_VALUE;
    advance(checkpoint.watermark());
    return checkpoint.next();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Observation, Observation> gate()
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Observation, Observation> gate =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new ErasureGate<>(new ErasedObservations(), Duration.ofDays(400))),
            new ByPseudonym<>(Salt.known("year"), Observation::customerId),
            Types.STRING);
    gate.setup(ObservationSerializer.INSTANCE);
    return gate;
  }
}
