package io.waymark.pipeline.pulse;

import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.journey.JourneySnapshot.StageSnapshot;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import io.waymark.domain.pulse.Measurement;
import io.waymark.domain.pulse.Reading;
import io.waymark.domain.pulse.Tally;
import io.waymark.domain.pulse.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot of a journey says that the one before did not: where it stands, which stages it
 * has gone through since then, and what its customer felt where they have been.
 */
final class JourneyProgress {
  private static final Where EVERYWHERE = new Where(null, null, null);

  /** From so strong an emotion on it is clear whether it is good or bad. */
  private static final double CLEAR = 0.3;

  private final List<Measurement> found = new ArrayList<>();

  private JourneyProgress() {}

  /**
   * The measurements.
   *
   * @param before null of a journey that was not known
   */
  static List<Measurement> of(@Nullable JourneyMark before, JourneySnapshot now) {
    JourneyProgress progress = new JourneyProgress();
    progress.stands(before, now.stage(), now.updatedAt());
    progress.moves(before, now);
    progress.feels(before == null ? Long.MIN_VALUE : before.measuredTo(), now);
    return progress.found;
  }

  /** Of a journey that is no more: nobody knows where it went. */
  static List<Measurement> gone(JourneyMark before) {
    JourneyProgress progress = new JourneyProgress();
    progress.stands(before, null, before.measuredTo());
    return progress.found;
  }

  static JourneyMark mark(JourneySnapshot now) {
    List<StageSnapshot> stages = now.stages();
    return new JourneyMark(
        now.journeyId(),
        now.stage(),
        stages.isEmpty() ? now.updatedAt() : stages.get(stages.size() - 1).enteredAt(),
        now.updatedAt());
  }

  private void stands(@Nullable JourneyMark before, @Nullable String stage, long at) {
    String stood = before == null ? null : before.stage();
    if (!Objects.equals(stood, stage)) {
      if (stood != null) {
        found.add(new Measurement(EVERYWHERE, at, new Reading.Standing(stood), -1));
      }
      if (stage != null) {
        found.add(new Measurement(EVERYWHERE, at, new Reading.Standing(stage), 1));
      }
    }
  }

  private void moves(@Nullable JourneyMark before, JourneySnapshot now) {
    boolean goesOn = before != null && Objects.equals(before.journeyId(), now.journeyId());
    JourneyMark same = goesOn ? before : null;
    List<StageSnapshot> entered =
        now.stages().stream()
            .filter(one -> same == null || one.enteredAt() > same.enteredAt())
            .toList();
    if (before != null && before.stage() != null && same == null) {
      long ended = entered.isEmpty() ? now.updatedAt() : entered.get(0).enteredAt();
      moved(before.stage(), null, ended, ended - before.enteredAt());
    }
    String stage = same == null ? null : same.stage();
    long since = same == null ? Long.MIN_VALUE : same.enteredAt();
    for (StageSnapshot next : entered) {
      moved(
          stage,
          next.stage(),
          next.enteredAt(),
          stage == null ? null : (Long) (next.enteredAt() - since));
      stage = next.stage();
      since = next.enteredAt();
    }
    if (stage != null && now.stage() == null) {
      moved(stage, null, now.updatedAt(), now.updatedAt() - since);
    }
  }

  private void moved(
      @Nullable String from, @Nullable String to, long at, @Nullable Long spentMillis) {
    found.add(new Measurement(EVERYWHERE, at, new Reading.Moved(from, to, spentMillis), 1));
  }

  private void feels(long measuredTo, JourneySnapshot now) {
    Map<Where, Long> been = new LinkedHashMap<>();
    String persona = now.profile().get("persona") instanceof String text ? text : null;
    for (Touchpoint one : now.touchpoints()) {
      if (one.eventTime() > measuredTo) {
        been.merge(Where.at(one.touchpoint(), one.channel(), persona), one.eventTime(), Math::max);
      }
    }
    been.forEach(
        (where, at) -> {
          felt(where, at, now.journey().effort(), Tally.EFFORT, Tally.EFFORT_KNOWN);
          felt(where, at, now.journey().emotion(), Tally.EMOTION, Tally.EMOTION_KNOWN);
          net(where, at, now.journey().emotion());
        });
  }

  private void net(Where where, long at, @Nullable Double emotion) {
    if (emotion != null && Math.abs(emotion) >= CLEAR) {
      found.add(Measurement.one(where, at, emotion > 0 ? Tally.FELT_WELL : Tally.FELT_BADLY));
    }
  }

  private void felt(Where where, long at, @Nullable Double score, Tally sum, Tally known) {
    if (score != null) {
      found.add(Measurement.of(where, at, sum, score));
      found.add(Measurement.one(where, at, known));
    }
  }
}
