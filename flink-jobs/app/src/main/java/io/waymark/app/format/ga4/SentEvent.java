package io.waymark.app.format.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.pipeline.wire.UndecodableException;
import org.jspecify.annotations.Nullable;

/** An event in one of the two forms that GA4 has for it. */
interface SentEvent {

  @Nullable String name();

  /** An object of the parameters by name. */
  JsonNode params();

  /** An array, or missing. */
  JsonNode items();

  /** What the event says of its order beside the parameters, in BigQuery's names, or missing. */
  JsonNode ecommerce();

  /** Where the visit came from, in BigQuery's names, or missing. */
  JsonNode trafficSource();

  /** Fills in what is not in the parameters: its id, who, when and with what. */
  void describe(EventDraft draft) throws UndecodableException;

  /** The bytes that tell of this event and of no other. */
  byte @Nullable [] bytes();
}
