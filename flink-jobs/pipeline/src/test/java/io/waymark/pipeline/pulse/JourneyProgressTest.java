package io.waymark.pipeline.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.journey.Journey;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.journey.JourneySnapshot.StageSnapshot;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import io.waymark.domain.journey.Overlays;
import io.waymark.domain.pulse.Measurement;
import io.waymark.domain.pulse.Reading;
import io.waymark.domain.pulse.Reading.Moved;
import io.waymark.domain.pulse.Reading.Standing;
import io.waymark.domain.pulse.Tally;
import io.waymark.domain.pulse.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JourneyProgressTest {
  private static final JourneySnapshot BEGUN = snapshot("j1", 100, "awareness", 50);
  private static final JourneySnapshot ON =
      snapshot("j1", 400, "purchase", 50, "consideration", 200, "purchase", 350);

  @Test
  void aJourneyThatBeginsStandsInItsFirstStage() {
    List<Measurement> found = JourneyProgress.of(null, BEGUN);

    assertThat(flow(found))
        .containsExactly(new Standing("awareness"), new Moved(null, "awareness", null));
    assertThat(found).extracting(Measurement::time).contains(50L);
  }

  @Test
  void allStagesSinceTheLastSnapshotAreGoneThrough() {
    List<Measurement> found = JourneyProgress.of(JourneyProgress.mark(BEGUN), ON);

    assertThat(flow(found))
        .containsExactly(
            new Standing("awareness"),
            new Standing("purchase"),
            new Moved("awareness", "consideration", 150L),
            new Moved("consideration", "purchase", 150L));
    assertThat(found)
        .filteredOn(one -> one.reading() instanceof Standing)
        .extracting(Measurement::amount)
        .containsExactly(-1.0, 1.0);
  }

  @Test
  void aSnapshotThatIsSaidAgainSaysNothingNew() {
    assertThat(JourneyProgress.of(JourneyProgress.mark(ON), ON)).isEmpty();
  }

  @Test
  void oneJourneyEndsWhereTheNextBegins() {
    JourneySnapshot next = snapshot("j2", 900, "awareness", 800);

    assertThat(flow(JourneyProgress.of(JourneyProgress.mark(ON), next)))
        .containsExactly(
            new Standing("purchase"),
            new Standing("awareness"),
            new Moved("purchase", null, 450L),
            new Moved(null, "awareness", null));
  }

  @Test
  void ofAJourneyThatIsNoMoreNobodyKnowsWhereItWent() {
    assertThat(JourneyProgress.gone(JourneyProgress.mark(ON)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.reading()).isEqualTo(new Standing("purchase"));
              assertThat(one.amount()).isEqualTo(-1);
            });
  }

  @Test
  void whatTheCustomerFeltIsMeasuredWhereTheyHaveBeenSince() {
    List<Measurement> found = JourneyProgress.of(JourneyProgress.mark(BEGUN), ON);

    assertThat(found)
        .contains(
            Measurement.of(new Where("/new", "web", "family"), 390, Tally.EFFORT, 40),
            Measurement.one(new Where("/new", "web", "family"), 390, Tally.EFFORT_KNOWN))
        .noneMatch(one -> "/old".equals(one.where().touchpoint()))
        .noneMatch(one -> one.reading().equals(new Reading.Sum(Tally.EMOTION_KNOWN)));
  }

  @Test
  void whoFeelsClearlyWellOrBadlyIsCountedApart() {
    assertThat(net(0.3)).containsExactly(Tally.FELT_WELL);
    assertThat(net(-0.3)).containsExactly(Tally.FELT_BADLY);
    assertThat(net(0.29)).isEmpty();
    assertThat(net(-0.29)).isEmpty();
    assertThat(net(null)).isEmpty();
  }

  private static List<Tally> net(@Nullable Double emotion) {
    JourneySnapshot felt =
        new JourneySnapshot(
            ON.customerId(),
            ON.journeyId(),
            null,
            ON.model(),
            ON.stage(),
            ON.stages(),
            new Journey(ON.stage(), 40.0, emotion, 0.0),
            Overlays.NEW,
            null,
            Map.of(),
            Map.of(),
            List.of(new Touchpoint("page_view", 390, "web", "/new")),
            ON.updatedAt());
    return JourneyProgress.of(JourneyProgress.mark(BEGUN), felt).stream()
        .map(Measurement::reading)
        .filter(Reading.Sum.class::isInstance)
        .map(sum -> ((Reading.Sum) sum).tally())
        .filter(Set.of(Tally.FELT_WELL, Tally.FELT_BADLY)::contains)
        .toList();
  }

  private static List<Reading> flow(List<Measurement> found) {
    Predicate<Reading> flows = one -> one instanceof Standing || one instanceof Moved;
    return found.stream().map(Measurement::reading).filter(flows).toList();
  }

  /** With the times at which stages were entered, the first of them {@code awareness}. */
  private static JourneySnapshot snapshot(
      String journey, long updatedAt, @Nullable String stage, long begun, Object... more) {
    List<StageSnapshot> stages = new ArrayList<>();
    stages.add(new StageSnapshot("awareness", begun, 0));
    for (int i = 0; i < more.length; i += 2) {
      stages.add(new StageSnapshot((String) more[i], ((Integer) more[i + 1]).longValue(), 0));
    }
    return new JourneySnapshot(
        "c1",
        journey,
        null,
        "retail",
        stage,
        stages,
        new Journey(stage, 40.0, null, 0.0),
        Overlays.NEW,
        null,
        Map.of(),
        Map.of("persona", "family"),
        List.of(
            new Touchpoint("page_view", 90, "web", "/old"),
            new Touchpoint("page_view", 390, "web", "/new")),
        updatedAt);
  }
}
