package io.waymark.app.kafka;

import org.apache.flink.api.connector.source.SourceEvent;

/** Tells a reader that it has been given every partition that is known to be its own. */
record AllAssigned() implements SourceEvent {
  private static final long serialVersionUID = 1L;
}
