package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.reference.Match.Moment;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one instance's matches: {@code only_if}, {@code cooldown}, escalation and {@code
 * resolved}, in time order.
 *
 * <p>Where a deadline of {@code until} lies before the last emitted fire, the span between the two
 * is negative and thus less than any cooldown. A wait held back at one level, by {@code only_if} or
 * {@code cooldown}, is asked anew at the next, when the cooldown may be over.
 */
final class Emission {
  private static final class Fire {
    final Match match;
    final long firedAt;
    Severity last;
    boolean resolved;

    Fire(Match match, Moment moment) {
      this.match = match;
      this.firedAt = moment.occurredAt();
      this.last = moment.severity();
    }
  }

  private final InstanceView view;
  private final Map<Match, Fire> fires = new IdentityHashMap<>();
  private final List<Fire> emitted = new ArrayList<>();
  private final List<ReferenceSignal> signals = new ArrayList<>();
  private @Nullable Severity highestSinceLastFire;

  private Emission(InstanceView view) {
    this.view = view;
  }

  static List<ReferenceSignal> signals(InstanceView view, List<Match> matches) {
    Emission emission = new Emission(view);
    for (int i = 0; i < view.size(); i++) {
      // "at each event: first resolve, then unless, then the pattern"; deadlines come after it
      if (view.closesAny(i, view.rule().resolve())) {
        emission.resolve(view.event(i));
      }
      for (Match match : matches) {
        for (Moment moment : match.moments()) {
          if (moment.position() == i) {
            emission.reach(match, moment);
          }
        }
      }
    }
    return emission.signals;
  }

  private void resolve(Event event) {
    for (Fire fire : emitted) {
      if (!fire.resolved && event.time() - fire.firedAt <= view.rule().resolveWithin()) {
        fire.resolved = true;
        emit(fire, Status.RESOLVED, event.time());
      }
    }
  }

  private void reach(Match match, Moment moment) {
    Fire fire = fires.get(match);
    if (fire == null) {
      if (onlyIf(moment) && !coolingDown(moment)) {
        fire = new Fire(match, moment);
        fires.put(match, fire);
        emitted.add(fire);
        highestSinceLastFire = moment.severity();
        emit(fire, Status.FIRED, moment.occurredAt());
      }
    } else if (!fire.resolved) {
      fire.last = moment.severity();
      if (highestSinceLastFire == null || moment.severity().compareTo(highestSinceLastFire) > 0) {
        highestSinceLastFire = moment.severity();
      }
      emit(fire, Status.ESCALATED, moment.occurredAt());
    }
  }

  private boolean onlyIf(Moment moment) {
    return view.rule().onlyIf().stream().allMatch(condition -> holds(condition, moment));
  }

  private boolean holds(Condition condition, Moment moment) {
    boolean seen = false;
    for (int i = 0; i < view.size(); i++) {
      long before = moment.occurredAt() - view.time(i);
      boolean afterFiring = moment.firing() && i > moment.position();
      seen |=
          before >= 0
              && before <= condition.within()
              && !afterFiring
              && InstanceView.matches(view.event(i), condition.of(), null);
    }
    return seen == condition.seen();
  }

  private boolean coolingDown(Moment moment) {
    if (emitted.isEmpty() || view.rule().cooldown() == 0) {
      return false;
    }
    long since = moment.occurredAt() - emitted.get(emitted.size() - 1).firedAt;
    boolean higher =
        highestSinceLastFire != null && moment.severity().compareTo(highestSinceLastFire) > 0;
    return since < view.rule().cooldown() && !higher;
  }

  private void emit(Fire fire, Status status, long occurredAt) {
    Match match = fire.match;
    signals.add(
        new ReferenceSignal(
            view.rule().id(),
            view.rule().mode(),
            match.last().customer(),
            new LinkedHashMap<>(view.instance()),
            status,
            fire.last,
            occurredAt,
            match.waitStart() == null ? null : occurredAt - match.waitStart(),
            match.last().channel(),
            match.last().touchpoint(),
            fire.firedAt));
  }
}
