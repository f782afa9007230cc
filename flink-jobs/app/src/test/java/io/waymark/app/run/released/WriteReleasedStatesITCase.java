package io.waymark.app.run.released;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.run.LocalRun;
import io.waymark.app.run.Savepoints;
import io.waymark.app.run.Start;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes the state of a release, which is then kept for good; see README.md beside them. */
@EnabledIfSystemProperty(named = "waymark.release", matches = "[0-9].*")
@Timeout(180)
class WriteReleasedStatesITCase {
  private static final long MOST_BYTES = 300_000;

  @TempDir Path folder;

  static Stream<Story> stories() {
    return Stories.all().stream();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void isTakenWhileThingsAreOpen(Story story) throws Exception {
    Path place =
        Files.createDirectories(
            Path.of(
                "src/test/resources/released",
                System.getProperty("waymark.release"),
                story.job().title()));
    try (ReleasedScene scene = ReleasedScene.open(folder)) {
      long at = System.currentTimeMillis();
      try (LocalRun run =
          LocalRun.start(
              Start.newest(scene.config(story.job(), 1, story.options(folder, "10m"))).config())) {
        SortedSet<String> sent = story.before(scene, run, at);
        Path taken = Path.of(URI.create(Savepoints.take(run, folder.resolve("savepoint"))));
        assertThat(story.seen(scene)).as("of the second half nothing has come").isEmpty();
        try (Stream<Path> files = Files.list(taken)) {
          assertThat(files).as("all in one file").hasSize(1);
        }
        Path file =
            Files.copy(
                taken.resolve("_metadata"),
                place.resolve("_metadata"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(file).satisfies(f -> assertThat(Files.size(f)).isLessThan(MOST_BYTES));
        new ReleasedState(place, at, scene.ends(story.sources()), sent).write();
      }
    }
  }
}
