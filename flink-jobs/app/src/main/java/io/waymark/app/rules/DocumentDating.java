package io.waymark.app.rules;

import io.waymark.app.kafka.RulesTopic;
import io.waymark.catalogue.RuleDocument;
import io.waymark.pipeline.rules.RuleUpdate;
import java.time.Instant;

/** From when on the documents of a catalogue take effect; that of journeys does on arrival. */
public final class DocumentDating implements RulesTopic.Dating {

  @Override
  public String effectiveFrom(String id, String text, long millis) {
    return id.equals(RuleUpdate.JOURNEY)
        ? text
        : RuleDocument.parse(id, text).effectiveFrom(Instant.ofEpochMilli(millis)).text();
  }

  @Override
  public boolean isHigher(String id, String before, String after) {
    return !id.equals(RuleUpdate.JOURNEY) && version(id, before) < version(id, after);
  }

  private static int version(String id, String text) {
    try {
      return RuleDocument.parse(id, text).rule().version();
    } catch (IllegalArgumentException unknown) {
      // Published by another release: nothing is known of its number.
      return 0;
    }
  }
}
