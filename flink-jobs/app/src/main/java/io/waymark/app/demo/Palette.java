package io.waymark.app.demo;

import io.waymark.domain.rule.Severity;

/** Colours, or none: every meaning has a symbol or a word as well. */
record Palette(boolean colour) {
  private static final String RESET = "\u001B[0m";

  String bold(String text) {
    return styled("1", text);
  }

  String faint(String text) {
    return styled("2", text);
  }

  String trigger(String text) {
    return styled("36", text);
  }

  String over(String text) {
    return styled("32", text);
  }

  String severity(Severity severity, String text) {
    return switch (severity) {
      case CRITICAL -> styled("1;97;41", text);
      case HIGH -> styled("1;31", text);
      case MEDIUM -> styled("33", text);
      case LOW -> styled("34", text);
      case INFO -> styled("2", text);
    };
  }

  static String symbol(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "‼";
      case HIGH -> "▲";
      case MEDIUM -> "●";
      case LOW -> "○";
      case INFO -> "·";
    };
  }

  private String styled(String code, String text) {
    return colour ? "\u001B[" + code + "m" + text + RESET : text;
  }
}
