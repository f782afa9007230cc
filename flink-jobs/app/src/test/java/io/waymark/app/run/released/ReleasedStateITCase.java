package io.waymark.app.run.released;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.job.JobConfig;
import io.waymark.app.run.LocalRun;
import io.waymark.app.run.Start;
import io.waymark.app.savepoint.Savepoint;
import io.waymark.app.savepoint.TakeOver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The state of every released version is taken over, and what it knew has its effect. */
@Timeout(180)
class ReleasedStateITCase {
  @TempDir Path folder;

  static Stream<Arguments> states() throws Exception {
    Path released =
        Path.of(Objects.requireNonNull(ReleasedStateITCase.class.getResource("/released")).toURI());
    List<Path> releases;
    try (Stream<Path> found = Files.list(released)) {
      releases = found.filter(Files::isDirectory).sorted().toList();
    }
    assertThat(releases).isNotEmpty();
    return releases.stream()
        .flatMap(
            release ->
                Stories.all().stream()
                    .map(
                        story ->
                            Arguments.of(
                                release.getFileName().toString(),
                                story.job(),
                                release.resolve(story.job().title()),
                                story)));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("states")
  void goesOnWhereItWasTaken(String release, Object job, Path place, Story story) throws Exception {
    ReleasedState state = ReleasedState.read(place);
    try (ReleasedScene scene = ReleasedScene.open(folder)) {
      scene.fill(state.ends());
      story.after(scene, state.at(), state.sent());
      scene.producer().flush();
      JobConfig config = scene.config(story.job(), 1, story.options(folder, "1s"));
      assertThat(TakeOver.of(Savepoint.open(place.toString()), config).findings()).isEmpty();

      try (LocalRun run = LocalRun.start(Start.from(config, place.toString()).config())) {
        assertThat(run.id()).isNotNull();
        SortedSet<String> expected = story.expected(state.at(), state.sent());
        ReleasedScene.until(
            "of " + expected + " all has come", () -> story.seen(scene).containsAll(expected));
        assertThat(story.seen(scene)).isEqualTo(expected);
      }
    }
  }
}
