package io.waymark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.bench.TwentyDestinations.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of twenty destinations hangs, for half a minute, or {@code -Dwaymark.bench.hanging=600}
 * seconds: how long the others wait for is written to {@code target/hanging.txt}, not asserted.
 */
class HangingDestinationITCase {
  private static final int SECONDS = Integer.getInteger("waymark.bench.hanging", 30);
  private static final double TRIGGERS_PER_SECOND = 50;

  @TempDir Path work;

  @Test
  void theOthersGetAllThatIsAskedForAndWhoSendsItIsNotHeldUp() throws Exception {
    try (RunningReceiver receiver = RunningReceiver.start(work)) {
      Pace well = run(receiver, "/");
      Pace hanging = run(receiver, ReceiverMain.HANG);

      report(well, hanging);
      assertThat(hanging.perSecond())
          .isGreaterThan(0.9 * well.perSecond())
          .isGreaterThan(0.9 * TwentyDestinations.asked(TRIGGERS_PER_SECOND));
    }
  }

  private Pace run(RunningReceiver receiver, String first) throws Exception {
    return TwentyDestinations.run(work, receiver.port(), first, TRIGGERS_PER_SECOND, SECONDS);
  }

  private static void report(Pace well, Pace hanging) throws IOException {
    Files.writeString(
        Path.of("target", "hanging.txt"),
        "of %d s each: all well %s; one of twenty hangs %s%n".formatted(SECONDS, well, hanging));
  }
}
