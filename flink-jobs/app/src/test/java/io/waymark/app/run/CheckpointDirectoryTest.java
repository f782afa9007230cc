package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDirectoryTest {
  @TempDir Path folder;

  @Test
  void theNewestIsByTimeNotByNumberWhicheverStartWroteIt() throws Exception {
    checkpoint("a/chk-90", 1_000);
    checkpoint("b/chk-2", 3_000);
    checkpoint("b/chk-1", 2_000);

    assertThat(directory().newest())
        .hasValueSatisfying(
            found -> {
              assertThat(found.path()).endsWith("/b/chk-2");
              assertThat(found.completedAt()).isEqualTo(3_000);
            });
  }

  @Test
  void oneThatWasNotCompletedIsNone() throws Exception {
    checkpoint("a/chk-1", 1_000);
    Files.createDirectories(folder.resolve("a/chk-2"));
    Files.createDirectories(folder.resolve("a/shared"));
    Files.createFile(folder.resolve("note"));

    assertThat(directory().newest())
        .hasValueSatisfying(found -> assertThat(found.path()).endsWith("/a/chk-1"));
  }

  @Test
  void thereMayBeNone() throws Exception {
    assertThat(directory().newest()).isEmpty();
    assertThat(new CheckpointDirectory(folder.resolve("none").toUri().toString()).newest())
        .isEmpty();
  }

  @Test
  void aPlaceThatCanBeWrittenIsMadeAndLeftEmpty() throws Exception {
    Path made = folder.resolve("deep/down");

    new CheckpointDirectory(made.toUri().toString()).ensureWritable();

    assertThat(made).isEmptyDirectory();
  }

  @Test
  void onlyOneRunHasAPlaceAtATime() throws Exception {
    directory().claim();

    assertThatThrownBy(() -> directory().claim())
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("another process runs a job");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsSaidWithWhatToDo() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(
            () ->
                new CheckpointDirectory(file.resolve("below").toUri().toString()).ensureWritable())
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("execution.checkpointing.dir");
    assertThatThrownBy(() -> new CheckpointDirectory("nofs://x/y").ensureWritable())
        .isInstanceOf(CannotRun.class);
  }

  private CheckpointDirectory directory() throws CannotRun {
    return new CheckpointDirectory(folder.toUri().toString());
  }

  private void checkpoint(String path, long time) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(path));
    Path metadata = Files.createFile(directory.resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(time));
  }
}
