package io.waymark.app.delivery.template;

/** A template that cannot be understood, or that would not always give what it should. */
public final class InvalidTemplate extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidTemplate(String message) {
    super(message);
  }
}
