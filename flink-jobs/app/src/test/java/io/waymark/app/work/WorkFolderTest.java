package io.waymark.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  private static final String PREFIX = "work-";

  @TempDir private Path parent;

  /** Another process that works in a folder until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      WorkFolder folder = WorkFolder.create(Path.of(args[0]), PREFIX);
      Files.writeString(folder.path().resolve("half"), "written");
      System.out.println(folder.path());
      System.in.read();
    }
  }

  private Process holder() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            parent.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNextAndNothingWhileItLives() throws Exception {
    Process holder = holder();
    try (BufferedReader said = holder.inputReader()) {
      Path theirs = Path.of(said.readLine());

      try (WorkFolder ours = WorkFolder.create(parent, PREFIX)) {
        assertThat(theirs.resolve("half")).exists();
        holder.destroyForcibly().waitFor();
        assertThat(theirs.resolve("half")).exists();

        try (WorkFolder next = WorkFolder.create(parent, PREFIX)) {
          assertThat(parent.toFile().list())
              .containsExactlyInAnyOrder(name(ours.path()), name(next.path()));
        }
      }
      assertThat(parent).isEmptyDirectory();
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void itIsStillLockedAfterThisProcessHasMadeAnother() throws Exception {
    try (WorkFolder first = WorkFolder.create(parent, PREFIX);
        WorkFolder second = WorkFolder.create(parent, PREFIX)) {
      Process holder = holder();
      try (BufferedReader said = holder.inputReader()) {
        said.readLine();
        assertThat(first.path()).exists();
        assertThat(second.path()).exists();
      } finally {
        holder.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void whatIsKeptOrIsNoneOfOursStays() throws IOException {
    Path foreign = Files.createDirectory(parent.resolve(PREFIX + "of-somebody"));
    Path kept;
    try (WorkFolder folder = WorkFolder.create(parent, PREFIX)) {
      folder.keep();
      kept = folder.path();
    }

    WorkFolder.create(parent, PREFIX).close();

    assertThat(parent.toFile().list()).containsExactlyInAnyOrder(name(foreign), name(kept));
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
