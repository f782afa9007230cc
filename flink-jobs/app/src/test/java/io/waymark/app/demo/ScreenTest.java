package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final String CLEAR = "\r\u001B[K";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void onATerminalTheStatusStaysAtTheBottom() {
    Screen screen = screen(true);

    screen.status("10 events/s", 0);
    screen.finding("found");
    screen.status("11 events/s", 10);

    assertThat(out.toString()).isEqualTo("found" + System.lineSeparator());
    assertThat(err.toString()).isEqualTo(drawn("10 events/s") + CLEAR + drawn("11 events/s"));
  }

  @Test
  void itIsNotDrawnMoreOftenThanItCanBeRead() {
    Screen screen = screen(true);

    screen.status("a", 0);
    screen.status("b", 100);
    screen.status("c", 250);

    assertThat(err.toString()).isEqualTo(drawn("a") + drawn("c"));
  }

  @Test
  void elsewhereItIsALineEveryTenSeconds() {
    Screen screen = screen(false);

    for (int second = 0; second <= 25; second++) {
      screen.status("at " + second, second * 1_000);
    }

    assertThat(err.toString().lines()).containsExactly("at 10", "at 20");
  }

  private Screen screen(boolean terminal) {
    return new Screen(new PrintWriter(out), new PrintWriter(err), terminal, 0);
  }

  private static String drawn(String status) {
    return CLEAR + "\u001B[?7l" + status + "\u001B[?7h";
  }
}
