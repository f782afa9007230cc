package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThaiRuleSentenceTest {

  private static String sentence(String rest) {
    var catalogue = CatalogueLoader.load("r", "rules: [ {id: r, title: R, " + rest + "} ]");
    assertThat(catalogue.problems()).isEmpty();
    return ThaiRuleSentence.of(catalogue.rules().get(0));
  }

  @Test
  void anAbsence() {
    assertThat(
            sentence(
                "per: [cart_id], when: {absence: {after: begin_checkout, of: purchase, within:"
                    + " 30m}}, unless: [cart_emptied], cooldown: 24h"))
        .isEqualTo(
            "เกิดสัญญาณระดับปานกลาง เมื่อผ่านไป 30 นาที หลัง begin_checkout โดยไม่มี purchase"
                + " แยกตาม cart_id; ยกเลิกเมื่อมี cart_emptied; คลี่คลายเมื่อมี purchase ภายใน 24 ชม.;"
                + " ไม่เกินหนึ่งครั้งต่อ 24 ชม.");
  }

  @Test
  void theOtherPatterns() {
    assertThat(sentence("when: {event: {type: '*', channel: web}}, severity: critical"))
        .isEqualTo(
            "เกิดสัญญาณระดับวิกฤต ทุกครั้งที่มี เหตุการณ์ใด ๆ ในช่องทาง web; ไม่มีสิ่งใดทำให้คลี่คลาย");
    assertThat(sentence("when: {count: {of: [b, a], at_least: 3, within: 2s}}, mode: shadow"))
        .isEqualTo(
            "เกิดสัญญาณระดับปานกลาง เมื่อมี a หรือ b 3 ครั้ง ภายใน 2 วินาที"
                + " ครั้งเดียวต่อหนึ่งช่วงที่เกิดถี่; ไม่มีสิ่งใดทำให้คลี่คลาย;"
                + " อยู่ในโหมดเงา: ไม่แจ้งเตือนและไม่ส่งสิ่งใด");
    assertThat(
            sentence(
                "when: {wait: {start: a, end: b, levels: [{after: 60s, severity: low}, {after: 3m,"
                    + " severity: high}]}}"))
        .isEqualTo(
            "เกิดสัญญาณ เมื่อ a ไม่มี b ตามมา: ระดับต่ำ หลัง 1 นาที, ระดับสูง หลัง 3 นาที;"
                + " คลี่คลายเมื่อมี b ภายใน 24 ชม.");
  }

  @Test
  void whateverIsShipped() {
    for (var rule : ShippedCatalogue.load().rules()) {
      assertThat(ThaiRuleSentence.of(rule)).as(rule.id()).startsWith("เกิดสัญญาณ");
      assertThat(ThaiRuleSentence.of(rule).split("; "))
          .hasSameSizeAs(RuleSentence.of(rule).split("; "));
    }
  }
}
