package io.waymark.app.cli;

/** What the command line answers to the shell. */
public final class ExitCode {
  /** All went well. */
  public static final int OK = 0;

  /** It ran and found something wrong: a rule that cannot be understood, an example that fails. */
  public static final int FINDINGS = 1;

  /** The command line, or the configuration that it names, will not do. */
  public static final int USAGE = 2;

  /** It could not run: a file, the broker or the cluster. */
  public static final int COULD_NOT_RUN = 3;

  /** Somebody ended it: Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
