package io.waymark.app.delivery.template;

/** What a message is about. */
public enum Subject {
  TRIGGER,
  ALERT
}
