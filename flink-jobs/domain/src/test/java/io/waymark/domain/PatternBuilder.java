package io.waymark.domain;

import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Absence;
import io.waymark.domain.rule.Pattern.Clock;
import io.waymark.domain.rule.Pattern.Level;
import io.waymark.domain.rule.Pattern.Points;
import io.waymark.domain.rule.Pattern.Score;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pattern of a story being written. */
public interface PatternBuilder {

  /** The pattern, for a rule of this severity. */
  Pattern pattern(Severity severity);

  /** {@code count}. */
  final class CountBuilder implements PatternBuilder {
    private final Selector of;
    private double atLeast = 1;
    private long within;
    private @Nullable String distinct;
    private @Nullable String sum;
    private @Nullable Long again;

    CountBuilder(Selector of) {
      this.of = of;
    }

    public CountBuilder atLeast(double atLeast) {
      this.atLeast = atLeast;
      return this;
    }

    public CountBuilder within(String span) {
      this.within = StoryTime.span(span);
      return this;
    }

    public CountBuilder distinct(String name) {
      this.distinct = name;
      return this;
    }

    public CountBuilder sum(String attribute) {
      this.sum = attribute;
      return this;
    }

    public CountBuilder again(String span) {
      this.again = StoryTime.span(span);
      return this;
    }

    @Override
    public Pattern pattern(Severity severity) {
      return new Pattern.Count(of, atLeast, within, distinct, sum, again);
    }
  }

  /** {@code absence}. */
  final class AbsenceBuilder implements PatternBuilder {
    private final PatternBuilder after;
    private @Nullable Selector of;
    private @Nullable Long within;
    private @Nullable String until;
    private long plus;
    private Clock clock = Clock.LAST;

    AbsenceBuilder(PatternBuilder after) {
      this.after = after;
    }

    public AbsenceBuilder of(String type) {
      return of(Selector.of(type));
    }

    public AbsenceBuilder of(Selector of) {
      this.of = of;
      return this;
    }

    public AbsenceBuilder within(String span) {
      this.within = StoryTime.span(span);
      return this;
    }

    public AbsenceBuilder until(String attribute) {
      this.until = attribute;
      return this;
    }

    public AbsenceBuilder plus(String span) {
      this.plus = StoryTime.span(span);
      return this;
    }

    public AbsenceBuilder clockFirst() {
      this.clock = Clock.FIRST;
      return this;
    }

    @Override
    public Pattern pattern(Severity severity) {
      Selector closing = Objects.requireNonNull(of, "of");
      return new Absence(after.pattern(severity), closing, within, until, plus, clock);
    }
  }

  /** {@code wait}. */
  final class WaitBuilder implements PatternBuilder {
    private record Draft(long after, @Nullable Severity severity) {}

    private final Selector start;
    private @Nullable Selector end;
    private final List<Draft> levels = new ArrayList<>();

    WaitBuilder(Selector start) {
      this.start = start;
    }

    public WaitBuilder end(String type) {
      return end(Selector.of(type));
    }

    public WaitBuilder end(Selector end) {
      this.end = end;
      return this;
    }

    public WaitBuilder level(String after) {
      levels.add(new Draft(StoryTime.span(after), null));
      return this;
    }

    public WaitBuilder level(String after, Severity severity) {
      levels.add(new Draft(StoryTime.span(after), severity));
      return this;
    }

    @Override
    public Pattern pattern(Severity severity) {
      List<Level> whole = new ArrayList<>();
      for (Draft level : levels) {
        whole.add(new Level(level.after(), level.severity() == null ? severity : level.severity()));
      }
      return new Pattern.Wait(start, Objects.requireNonNull(end, "end"), whole);
    }
  }

  /** {@code score}; re-arms below half of what it fires at unless stated. */
  final class ScoreBuilder implements PatternBuilder {
    private final List<Points> add = new ArrayList<>();
    private @Nullable Long halfLife;
    private double atLeast = 1;
    private @Nullable Double rearmBelow;

    public ScoreBuilder add(String type, double points) {
      return add(Selector.of(type), points);
    }

    public ScoreBuilder add(Selector of, double points) {
      add.add(new Points(of, points));
      return this;
    }

    public ScoreBuilder halfLife(String span) {
      this.halfLife = StoryTime.span(span);
      return this;
    }

    public ScoreBuilder atLeast(double atLeast) {
      this.atLeast = atLeast;
      return this;
    }

    public ScoreBuilder rearmBelow(double score) {
      this.rearmBelow = score;
      return this;
    }

    @Override
    public Pattern pattern(Severity severity) {
      return new Score(add, halfLife, atLeast, rearmBelow == null ? atLeast / 2 : rearmBelow);
    }
  }
}
