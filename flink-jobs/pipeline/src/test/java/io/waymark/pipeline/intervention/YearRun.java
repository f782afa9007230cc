package io.waymark.pipeline.intervention;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Asking;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.InterventionDecision;
import io.waymark.domain.intervention.InterventionPolicy;
import io.waymark.domain.intervention.InterventionState;
import io.waymark.domain.intervention.Moment;
import io.waymark.domain.intervention.Reason;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.intervention.SimulatedYear.Happening;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Runs a simulated year as the operators do: facts and signals at their times, what waits when it
 * is due, devices before customers. Now and then it is killed: all goes on from what was stored.
 */
final class YearRun {
  final List<Decision> decisions = new ArrayList<>();
  final List<Trigger> triggers = new ArrayList<>();

  private final InterventionPolicy policy = new InterventionPolicy(YearRules.POLICY);
  private final Asking asking = Asking.of(null);
  private final Map<String, InterventionState> states = new HashMap<>();
  private final Map<String, Long> erased = new HashMap<>();
  private final YearChecker checker;
  private final Random kills;
  private final long lag;

  private YearRun(YearChecker checker, long seed) {
    this.checker = checker;
    this.kills = new Random(~seed);
    this.lag = lag(seed);
    YearRules.ASKED.forEach(asking::rule);
  }

  static YearRun of(long seed, YearChecker checker) {
    YearRun run = new YearRun(checker, seed);
    run.run(SimulatedYear.of(seed));
    return run;
  }

  /**
   * How late decisions are. In the last case what is useful for 20 minutes is decided on exactly
   * when it is no more.
   */
  static long lag(long seed) {
    long[] lags = {0, 0, 90_000, 20 * 60_000};
    return lags[(int) Math.floorMod(seed, (long) lags.length)];
  }

  private void run(TreeMap<Long, List<Happening>> year) {
    for (long at = SimulatedYear.BEGIN; at < SimulatedYear.END; ) {
      step(at, year.getOrDefault(at, List.of()));
      Long next = year.higherKey(at);
      long soonest = next == null ? SimulatedYear.END : next;
      for (InterventionState state : states.values()) {
        soonest = Math.min(soonest, Math.max(state.wakeAt(), at + 1));
      }
      at = soonest;
    }
  }

  private void step(long at, List<Happening> happenings) {
    for (Happening happening : happenings) {
      if (happening instanceof Happening.Paused paused) {
        pause(at, paused);
      } else if (happening instanceof Happening.Published published) {
        publish(at, published);
      }
    }
    Map<String, List<String>> joining = new HashMap<>();
    TreeSet<String> keys = new TreeSet<>(states.keySet());
    happenings.forEach(each -> keys.addAll(keys(each)));
    for (String key : keys) {
      if (key.startsWith("anon:")) {
        decide(at, key, happenings, List.of());
        for (Happening happening : happenings) {
          if (happening instanceof Happening.Merged merged
              && merged.device().equals(key)
              && states.containsKey(key)) {
            joining.computeIfAbsent(merged.fact().customerId(), none -> new ArrayList<>()).add(key);
          }
        }
      }
    }
    for (String key : keys) {
      if (!key.startsWith("anon:")) {
        decide(at, key, happenings, joining.getOrDefault(key, List.of()));
      }
    }
    checker.passed(at, at + lag);
  }

  private static List<String> keys(Happening happening) {
    if (happening instanceof Happening.Told told) {
      return List.of(told.fact().customerId());
    }
    if (happening instanceof Happening.Noticed noticed) {
      return List.of(noticed.signal().customerId());
    }
    return happening instanceof Happening.Merged merged
        ? List.of(merged.device(), merged.fact().customerId())
        : List.of();
  }

  private void pause(long at, Happening.Paused paused) {
    if (!paused.paused()) {
      asking.paused.remove(paused.rule());
      checker.resumed(paused.rule());
    } else if (asking.paused.add(paused.rule())) {
      checker.stopped(paused.rule(), Reason.PAUSED, at + lag);
      stop(paused.rule(), Reason.PAUSED, at);
    }
  }

  private void publish(long at, Happening.Published published) {
    if (published.there()) {
      asking.gone.remove(published.rule());
      checker.published(published.rule());
    } else if (asking.gone.add(published.rule())) {
      checker.stopped(published.rule(), Reason.WITHDRAWN, at + lag);
      stop(published.rule(), Reason.WITHDRAWN, at);
    }
  }

  /** Just before all else of that time. */
  private void stop(String rule, Reason reason, long at) {
    states.replaceAll(
        (key, state) -> took(policy.stop(state, Set.of(rule), reason, at - 1, at - 1 + lag)));
  }

  private void decide(long at, String key, List<Happening> happenings, List<String> devices) {
    boolean isDue = states.getOrDefault(key, InterventionState.EMPTY).wakeAt() <= at;
    if (!isDue && happenings.stream().noneMatch(each -> keys(each).contains(key))) {
      return;
    }
    List<InterventionState> joined = new ArrayList<>();
    for (String device : devices) {
      InterventionState known = states.remove(device);
      joined.add(known);
      states.put(device, known.handedOver());
      checker.merged(device, key, at + lag);
    }
    List<Fact> facts = new ArrayList<>();
    List<Signal> signals = new ArrayList<>();
    for (Happening happening : happenings) {
      if (happening instanceof Happening.Told told && told.fact().customerId().equals(key)) {
        if (!isErased(key, told.fact().occurredAt())) {
          facts.add(told.fact());
        }
      } else if (happening instanceof Happening.Noticed noticed
          && noticed.signal().customerId().equals(key)) {
        checker.noticed(noticed.signal(), at + lag);
        if (isErased(key, noticed.signal().occurredAt())) {
          Decision decision = policy.erased(noticed.signal(), asking, at + lag);
          if (decision != null) {
            decisions.add(decision);
            checker.decided(decision);
          }
        } else {
          signals.add(noticed.signal());
        }
      }
    }
    facts.sort(Comparator.comparing(Fact::eventId));
    facts.forEach(fact -> checker.told(fact, at + lag));
    InterventionState before = stored(states.getOrDefault(key, InterventionState.EMPTY));
    InterventionState after =
        took(policy.decide(key, before, new Moment(at, at + lag, joined, facts, signals), asking));
    for (Fact fact : facts) {
      if (fact.kind() == Fact.Kind.ERASED) {
        erased.merge(key, fact.occurredAt(), Math::max);
      }
    }
    if (after.isEmpty()) {
      states.remove(key);
    } else {
      states.put(key, after);
    }
  }

  private boolean isErased(String key, long time) {
    return time <= erased.getOrDefault(key, Long.MIN_VALUE);
  }

  private InterventionState took(InterventionDecision decision) {
    decisions.addAll(decision.decisions());
    triggers.addAll(decision.triggers());
    decision.decisions().forEach(checker::decided);
    decision.triggers().forEach(checker::triggered);
    return decision.state();
  }

  /** What there is after a kill. */
  private InterventionState stored(InterventionState state) {
    if (kills.nextInt(20) > 0) {
      return state;
    }
    try {
      DataOutputSerializer out = new DataOutputSerializer(256);
      InterventionStateSerializer.INSTANCE.serialize(state, out);
      return InterventionStateSerializer.INSTANCE.deserialize(
          new DataInputDeserializer(out.getCopyOfBuffer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
