package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
  private static final ClusterAddress HERE =
      ClusterAddress.parse("http://localhost:8081").orElseThrow();
  private static final ClusterAddress ELSEWHERE =
      ClusterAddress.parse("http://192.0.2.1:8081").orElseThrow();

  @TempDir Path folder;
  private Path checkpoints;

  @Test
  void aFreshStartThatEndsBeforeItsFirstCheckpointIsNotUndoneByTheNext() throws Exception {
    JobConfig config = config("ours");
    complete("before/chk-7", 1_000);
    assertThat(Start.newest(config).path()).endsWith("/before/chk-7");

    Start fresh = Start.fresh(config);
    assertThat(fresh.path()).isNull();
    assertThat(fresh.message()).contains("set aside").contains("--from");

    Start next = Start.newest(config);
    assertThat(next.path()).isNull();
    assertThat(next.message()).startsWith("starting afresh");
  }

  @Test
  void checkpointsOfTheFreshStartCountWhateverTheOldOnesClaimToBe() throws Exception {
    JobConfig config = config("ours");
    complete("before/chk-7", 9_000);
    Start.fresh(config);
    complete("after/chk-1", 2_000);
    // Such as by a job that nobody ended.
    complete("before/chk-8", 10_000);

    assertThat(Start.newest(config).path()).endsWith("/after/chk-1");
  }

  @Test
  void whatIsSetAsideCanStillBeNamed() throws Exception {
    JobConfig config = config("ours");
    complete("before/chk-7", 1_000);
    Start.fresh(config);

    String named = checkpoints.resolve("before/chk-7").toString();
    assertThat(Start.from(config, named).path()).isEqualTo(named);
  }

  @Test
  void thereMayBeNothingToSetAside() throws Exception {
    Start fresh = Start.fresh(config("ours"));

    assertThat(fresh.message()).doesNotContain("set aside");
    assertThat(checkpoints).doesNotExist();
  }

  @Test
  void aClusterHereResumesFromThisDiskAndSaysThatItLookedThere() throws Exception {
    JobConfig config = config("ours");
    assertThat(Start.newest(config, HERE).message())
        .startsWith("starting afresh")
        .contains(checkpoints.toString())
        .contains("on the disk of this machine")
        .contains("--from");

    complete("before/chk-7", 1_000);
    Start start = Start.newest(config, HERE);
    assertThat(start.path()).endsWith("/before/chk-7");
    assertThat(start.message()).contains("on the disk of this machine");
  }

  @Test
  void aClusterElsewhereIsNotStartedAfreshBecauseThisDiskHasNoCheckpoint() throws Exception {
    JobConfig config = config("ours");

    assertThatThrownBy(() -> Start.newest(config, ELSEWHERE))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("can't know")
        .hasMessageContaining(checkpoints.toString())
        .hasMessageContaining("--from PATH or --fresh");

    // A disk that both have: what is found is there.
    complete("before/chk-7", 1_000);
    assertThat(Start.newest(config, ELSEWHERE).path()).endsWith("/before/chk-7");
  }

  @Test
  void aPlaceThatCannotBeSeenFromHereStillTakesAFreshStart() throws Exception {
    JobConfig config = config("ours", "nofs://bucket/checkpoints");

    assertThat(Start.fresh(config).path()).isNull();
    assertThatThrownBy(() -> Start.newest(config, ELSEWHERE))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("--from PATH or --fresh");
  }

  private JobConfig config(String name) throws Exception {
    checkpoints = folder.resolve(name);
    return config(name, checkpoints.toUri().toString());
  }

  private JobConfig config(String name, String directory) throws Exception {
    String text =
        Job.PULSE
            .template()
            .replaceAll(
                "(?m)^execution.checkpointing.dir:.*$",
                "execution.checkpointing.dir: " + directory);
    return JobConfig.load(Job.PULSE, Files.writeString(folder.resolve(name + ".yaml"), text));
  }

  private void complete(String checkpoint, long time) throws Exception {
    Path directory = Files.createDirectories(checkpoints.resolve(checkpoint));
    Path metadata = Files.createFile(directory.resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(time));
  }
}
