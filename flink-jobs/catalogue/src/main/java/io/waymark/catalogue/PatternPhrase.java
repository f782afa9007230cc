package io.waymark.catalogue;

import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Absence;
import io.waymark.domain.rule.Pattern.Clock;
import io.waymark.domain.rule.Pattern.Count;
import io.waymark.domain.rule.Pattern.OnEvent;
import io.waymark.domain.rule.Pattern.Score;
import io.waymark.domain.rule.Pattern.Sequence;
import io.waymark.domain.rule.Pattern.Step;
import io.waymark.domain.rule.Pattern.Wait;
import io.waymark.domain.rule.Selector;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Says when a pattern fires, as the rest of a sentence that begins with "Fires". */
final class PatternPhrase {
  private PatternPhrase() {}

  static String of(Pattern pattern) {
    if (pattern instanceof OnEvent event) {
      String of = selector(event.of());
      return "at " + (event.of().anyType() ? of.replaceFirst("any", "every") : "each " + of);
    }
    if (pattern instanceof Absence absence) {
      return absence(absence);
    }
    if (pattern instanceof Wait wait) {
      return "when "
          + selector(wait.start())
          + " is not followed by "
          + selector(wait.end())
          + ": "
          + wait.levels().stream()
              .map(level -> Values.name(level.severity()) + " after " + Spans.format(level.after()))
              .collect(Collectors.joining(", "));
    }
    if (pattern instanceof Score score) {
      return score(score);
    }
    return "at " + happening(pattern);
  }

  /** What a count or sequence is, as a thing that happens. */
  private static String happening(Pattern pattern) {
    if (pattern instanceof Count count) {
      return count(count);
    }
    if (pattern instanceof Sequence sequence) {
      return sequence.steps().stream().map(PatternPhrase::step).collect(Collectors.joining(", "))
          + " within "
          + Spans.format(sequence.within());
    }
    return pattern instanceof OnEvent event ? selector(event.of()) : of(pattern);
  }

  private static String count(Count count) {
    String least = number(count.atLeast());
    String again =
        count.again() == null
            ? ", once per burst"
            : ", again every " + Spans.format(count.again()) + " of a burst";
    String what =
        count.sum() != null
            ? "a sum of " + count.sum() + " of " + least + " or more over " + selector(count.of())
            : count.distinct() != null
                ? least + " different values of " + count.distinct() + " in " + selector(count.of())
                : least + " x " + selector(count.of());
    return what + " within " + Spans.format(count.within()) + again;
  }

  private static String step(Step step) {
    if (step.none()) {
      return "no " + selector(step.of());
    }
    return (step.times() > 1 ? step.times() + " x " : "") + selector(step.of());
  }

  private static String absence(Absence absence) {
    String clock = absence.clock() == Clock.FIRST ? "the first " : "";
    String without = " without " + selector(absence.of());
    if (absence.within() != null) {
      return Spans.format(absence.within())
          + " after "
          + clock
          + happening(absence.after())
          + without;
    }
    String plus = absence.plus() > 0 ? Spans.format(absence.plus()) + " after " : "at ";
    return plus
        + "the time in "
        + absence.until()
        + " of "
        + clock
        + happening(absence.after())
        + without;
  }

  private static String score(Score score) {
    String points =
        score.add().stream()
            .map(add -> selector(add.of()) + " " + number(add.points()))
            .collect(Collectors.joining(", "));
    String decay =
        score.halfLife() == null ? "" : " and half as many every " + Spans.format(score.halfLife());
    return "when points ("
        + points
        + decay
        + ") reach "
        + number(score.atLeast())
        + ", again after they fell below "
        + number(score.rearmBelow());
  }

  static String selectors(List<Selector> selectors) {
    return selectors.stream().map(PatternPhrase::selector).collect(Collectors.joining(" or "));
  }

  static String selector(Selector selector) {
    var text = new StringBuilder(selector.anyType() ? "any event" : alternatives(selector.types()));
    if (!selector.channels().isEmpty()) {
      text.append(" in channel ").append(alternatives(selector.channels()));
    }
    if (!selector.touchpoints().isEmpty()) {
      text.append(" at ").append(alternatives(selector.touchpoints()));
    }
    if (selector.where() != null) {
      text.append(" [").append(selector.where().text().strip()).append(']');
    }
    return text.toString();
  }

  /** Sorted, since the order of a set differs between runs. */
  private static String alternatives(Collection<String> names) {
    return names.stream().sorted().collect(Collectors.joining(" or "));
  }

  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
