package io.waymark.app.demo;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Where findings and the status appear. On a terminal the status is one line at the bottom, drawn
 * again in place; elsewhere a line among the messages now and then. Owned by one thread.
 */
final class Screen {
  private static final String CLEAR_LINE = "\r\u001B[K";

  /** Around a line that must not go over into the next, however narrow the terminal is. */
  private static final String CLIP = "\u001B[?7l";

  private static final String WRAP = "\u001B[?7h";
  private static final long REDRAW = Duration.ofMillis(250).toMillis();
  private static final long REPEAT = Duration.ofSeconds(10).toMillis();

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private String status = "";
  private boolean drawn;
  private long since;

  /**
   * @param out for what was found
   * @param err for messages and the status
   * @param terminal whether both are one terminal
   */
  Screen(PrintWriter out, PrintWriter err, boolean terminal, long now) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.since = now;
  }

  void finding(String line) {
    print(out, line);
  }

  void message(String line) {
    print(err, line);
  }

  private void print(PrintWriter where, String line) {
    clear();
    where.println(line);
    where.flush();
  }

  /** Shows the status, at most as often as somebody can read it. */
  void status(String line, long now) {
    status = line;
    if (!terminal) {
      if (now - since >= REPEAT) {
        since = now;
        err.println(status);
        err.flush();
      }
    } else if (!drawn || now - since >= REDRAW) {
      since = now;
      err.print(CLEAR_LINE + CLIP + status + WRAP);
      err.flush();
      drawn = true;
    }
  }

  /** Takes the status away. */
  void clear() {
    if (drawn) {
      err.print(CLEAR_LINE);
      err.flush();
      drawn = false;
    }
  }
}
