package io.waymark.catalogue;

import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Pattern.Absence;
import io.waymark.domain.rule.Pattern.Wait;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Segment;
import io.waymark.domain.rule.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says in Thai what a rule does: the same, in the same order, as {@link RuleSentence}. */
public final class ThaiRuleSentence {
  private ThaiRuleSentence() {}

  /** One line; names of events, channels and conditions stay as they are written. */
  public static String of(Rule rule) {
    List<String> clauses = new ArrayList<>();
    clauses.add(fires(rule) + ThaiPhrase.of(rule.when()) + per(rule));
    for (Condition condition : rule.onlyIf()) {
      clauses.add(
          "เฉพาะเมื่อ"
              + (condition.seen() ? "พบ " : "ไม่พบ ")
              + ThaiPhrase.selector(condition.of())
              + " ใน "
              + ThaiPhrase.span(condition.within())
              + " ก่อนหน้า");
    }
    if (!rule.unless().isEmpty()) {
      clauses.add("ยกเลิกเมื่อมี " + ThaiPhrase.selectors(rule.unless()));
    }
    clauses.add(resolved(rule));
    if (rule.cooldown() > 0) {
      clauses.add("ไม่เกินหนึ่งครั้งต่อ " + ThaiPhrase.span(rule.cooldown()));
    }
    if (rule.effectiveFrom() != Long.MIN_VALUE) {
      clauses.add("ตั้งแต่ " + Instant.ofEpochMilli(rule.effectiveFrom()));
    }
    switch (rule.onChange()) {
      case FINISH -> {}
      case RESTART -> clauses.add("สิ่งที่ค้างอยู่ในรุ่นก่อนจะถูกพิจารณาใหม่");
      case DROP -> clauses.add("สิ่งที่ค้างอยู่ในรุ่นก่อนจะถูกทิ้ง");
    }
    for (Segment segment : rule.segments()) {
      String cooldown =
          segment.cooldown() == rule.cooldown()
              ? ""
              : " ไม่เกินหนึ่งครั้งต่อ " + ThaiPhrase.span(segment.cooldown());
      clauses.add(
          "ถ้า "
              + segment.where().text()
              + ": "
              + ThaiPhrase.severity(segment.severity())
              + " "
              + ThaiPhrase.of(segment.when())
              + cooldown);
    }
    effects(rule, clauses);
    return String.join("; ", clauses);
  }

  private static String fires(Rule rule) {
    String severity = rule.when() instanceof Wait ? "" : ThaiPhrase.severity(rule.severity());
    return (rule.mode() == Mode.DISABLED ? "ปิดใช้งานอยู่ ถ้าใช้จะเกิดสัญญาณ" : "เกิดสัญญาณ")
        + severity
        + " ";
  }

  private static String per(Rule rule) {
    return rule.per().isEmpty() ? "" : " แยกตาม " + String.join(" และ ", rule.per());
  }

  private static String resolved(Rule rule) {
    if (rule.resolve().isEmpty()) {
      return "ไม่มีสิ่งใดทำให้คลี่คลาย";
    }
    List<Selector> ends = new ArrayList<>(rule.resolve());
    if (rule.when() instanceof Absence && ends.size() > rule.unless().size()) {
      ends.removeAll(rule.unless());
    }
    return "คลี่คลายเมื่อมี "
        + ThaiPhrase.selectors(ends.isEmpty() ? rule.resolve() : ends)
        + " ภายใน "
        + ThaiPhrase.span(rule.resolveWithin());
  }

  private static void effects(Rule rule, List<String> clauses) {
    if (rule.mode() == Mode.SHADOW) {
      clauses.add("อยู่ในโหมดเงา: ไม่แจ้งเตือนและไม่ส่งสิ่งใด");
      return;
    }
    var alert = rule.alert();
    if (alert != null) {
      String team = alert.team() == null ? "" : "ทีม " + alert.team() + " ";
      clauses.add("แจ้งเตือน" + team + "รวมตาม " + String.join(" และ ", alert.groupBy()));
    }
    Intervention intervene = rule.intervene();
    if (intervene != null) {
      String channel = intervene.channel() == null ? "" : " ทาง " + intervene.channel();
      clauses.add(
          "เข้าช่วยด้วย "
              + intervene.action()
              + channel
              + " ("
              + purpose(intervene.purpose())
              + " ใช้ได้ภายใน "
              + ThaiPhrase.span(intervene.usefulFor())
              + ")");
    }
  }

  private static String purpose(Intervention.Purpose purpose) {
    return switch (purpose) {
      case MARKETING -> "การตลาด";
      case SERVICE -> "บริการ";
      case SAFETY -> "ความปลอดภัย";
      case LEGAL -> "ตามกฎหมาย";
    };
  }
}
