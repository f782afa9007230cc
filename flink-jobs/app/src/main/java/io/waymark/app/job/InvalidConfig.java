package io.waymark.app.job;

import java.util.List;

/** A configuration that a job can't run with. */
public sealed class InvalidConfig extends Exception permits UnreadableConfig {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems all of them, a line each, with their place
   */
  public InvalidConfig(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  public final List<String> problems() {
    return problems;
  }
}
