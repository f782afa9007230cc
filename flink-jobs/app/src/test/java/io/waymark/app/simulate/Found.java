package io.waymark.app.simulate;

/** A friction that the definitions find: what, whose, when. */
record Found(String rule, String customer, long at) {
  static Found of(Label label) {
    return new Found(label.ruleId(), label.customer(), label.occurredAt());
  }
}
