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
import io.waymark.domain.rule.Severity;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Says in Thai when a pattern fires, as {@link PatternPhrase} does in English. */
final class ThaiPhrase {
  private ThaiPhrase() {}

  static String of(Pattern pattern) {
    if (pattern instanceof OnEvent event) {
      return "ทุกครั้งที่มี " + selector(event.of());
    }
    if (pattern instanceof Absence absence) {
      return absence(absence);
    }
    if (pattern instanceof Wait wait) {
      return "เมื่อ "
          + selector(wait.start())
          + " ไม่มี "
          + selector(wait.end())
          + " ตามมา: "
          + wait.levels().stream()
              .map(level -> severity(level.severity()) + " หลัง " + span(level.after()))
              .collect(Collectors.joining(", "));
    }
    return pattern instanceof Score score ? score(score) : "เมื่อมี " + happening(pattern);
  }

  private static String happening(Pattern pattern) {
    if (pattern instanceof Count count) {
      return count(count);
    }
    if (pattern instanceof Sequence sequence) {
      return sequence.steps().stream().map(ThaiPhrase::step).collect(Collectors.joining(" แล้ว "))
          + " ภายใน "
          + span(sequence.within());
    }
    return pattern instanceof OnEvent event ? selector(event.of()) : of(pattern);
  }

  private static String count(Count count) {
    String least = number(count.atLeast());
    String what =
        count.sum() != null
            ? "ผลรวม " + count.sum() + " ของ " + selector(count.of()) + " ตั้งแต่ " + least
            : count.distinct() != null
                ? count.distinct() + " ต่างกัน " + least + " ค่าใน " + selector(count.of())
                : selector(count.of()) + " " + least + " ครั้ง";
    String again =
        count.again() == null
            ? " ครั้งเดียวต่อหนึ่งช่วงที่เกิดถี่"
            : " และอีกทุก " + span(count.again()) + " ที่ยังเกิดถี่";
    return what + " ภายใน " + span(count.within()) + again;
  }

  private static String step(Step step) {
    if (step.none()) {
      return "ไม่มี " + selector(step.of());
    }
    return selector(step.of()) + (step.times() > 1 ? " " + step.times() + " ครั้ง" : "");
  }

  private static String absence(Absence absence) {
    String clock = absence.clock() == Clock.FIRST ? "ครั้งแรกของ " : "";
    String after = clock + happening(absence.after());
    String without = " โดยไม่มี " + selector(absence.of());
    if (absence.within() != null) {
      return "เมื่อผ่านไป " + span(absence.within()) + " หลัง " + after + without;
    }
    String plus = absence.plus() > 0 ? span(absence.plus()) + " หลังเวลาใน " : "ตามเวลาใน ";
    return plus + absence.until() + " ของ " + after + without;
  }

  private static String score(Score score) {
    String points =
        score.add().stream()
            .map(add -> selector(add.of()) + " " + number(add.points()))
            .collect(Collectors.joining(", "));
    String decay = score.halfLife() == null ? "" : " ลดลงครึ่งหนึ่งทุก " + span(score.halfLife());
    return "เมื่อคะแนน ("
        + points
        + decay
        + ") ถึง "
        + number(score.atLeast())
        + " และอีกเมื่อเคยต่ำกว่า "
        + number(score.rearmBelow());
  }

  static String selectors(List<Selector> selectors) {
    return selectors.stream().map(ThaiPhrase::selector).collect(Collectors.joining(" หรือ "));
  }

  static String selector(Selector selector) {
    var text = new StringBuilder(selector.anyType() ? "เหตุการณ์ใด ๆ" : any(selector.types()));
    if (!selector.channels().isEmpty()) {
      text.append(" ในช่องทาง ").append(any(selector.channels()));
    }
    if (!selector.touchpoints().isEmpty()) {
      text.append(" ที่ ").append(any(selector.touchpoints()));
    }
    if (selector.where() != null) {
      text.append(" [").append(selector.where().text().strip()).append(']');
    }
    return text.toString();
  }

  static String severity(Severity severity) {
    return "ระดับ"
        + switch (severity) {
          case INFO -> "แจ้งทราบ";
          case LOW -> "ต่ำ";
          case MEDIUM -> "ปานกลาง";
          case HIGH -> "สูง";
          case CRITICAL -> "วิกฤต";
        };
  }

  /** For example {@code 30 นาที}. */
  static String span(long millis) {
    String text = Spans.format(millis);
    String unit = text.replaceAll("\\d", "");
    String name =
        switch (unit) {
          case "ms" -> "มิลลิวินาที";
          case "s" -> "วินาที";
          case "m" -> "นาที";
          case "h" -> "ชม.";
          default -> "วัน";
        };
    return text.replace(unit, " " + name);
  }

  /** Sorted, since the order of a set differs between runs. */
  private static String any(Collection<String> names) {
    return names.stream().sorted().collect(Collectors.joining(" หรือ "));
  }

  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
