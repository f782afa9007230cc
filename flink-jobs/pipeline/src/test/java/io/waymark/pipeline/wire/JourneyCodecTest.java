package io.waymark.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.journey.Journey;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.journey.JourneySnapshot.Experience;
import io.waymark.domain.journey.JourneySnapshot.SessionSnapshot;
import io.waymark.domain.journey.JourneySnapshot.StageSnapshot;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import io.waymark.domain.journey.Overlays;
import io.waymark.domain.journey.Overlays.Activity;
import io.waymark.domain.journey.Overlays.Contact;
import io.waymark.domain.journey.Overlays.Health;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A snapshot of a journey arrives as it was sent. */
class JourneyCodecTest {
  private static final long T = 1_767_261_600_000L;

  private final JourneyCodec codec = new JourneyCodec();

  @Test
  void aFullOne() throws Exception {
    JourneySnapshot full =
        new JourneySnapshot(
            "c1",
            "j2",
            "j1",
            "five",
            "purchase",
            List.of(new StageSnapshot("awareness", T - 9, 0), new StageSnapshot("purchase", T, 1)),
            new Journey("purchase", 40.0, -0.5, 3.0),
            new Overlays(Health.AT_RISK, Activity.DORMANT, Contact.WAITING, 2),
            new SessionSnapshot("s1", T - 9, T, 4, true, Experience.FRUSTRATING),
            Map.of("marketing", false, "service", true),
            Map.of("tier", "gold", "value", 12.5, "orders", 3L, "test", true),
            List.of(
                new Touchpoint("page_view", T - 9, "web", "/home"),
                new Touchpoint("purchase", T, null, null)),
            T);
    assertThat(codec.decode(codec.encode(full))).isEqualTo(full);
  }

  @Test
  void aBareOne() throws Exception {
    JourneySnapshot bare =
        new JourneySnapshot(
            "anon:a",
            null,
            null,
            "four",
            null,
            List.of(),
            new Journey(null, 0.0, null, 0.0),
            Overlays.NEW,
            null,
            Map.of(),
            Map.of(),
            List.of(),
            T);
    assertThat(codec.decode(codec.encode(bare))).isEqualTo(bare);
  }
}
