package io.waymark.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder that is gone afterwards, with all that was written there. */
public record WorkFolder(Path path) implements AutoCloseable {

  public static WorkFolder create() throws IOException {
    WorkFolder folder = new WorkFolder(Files.createTempDirectory("waymark-bench"));
    // What close does not get to do, as after Ctrl-C.
    Runtime.getRuntime().addShutdownHook(new Thread(folder::delete));
    return folder;
  }

  @Override
  public void close() {
    delete();
  }

  private void delete() {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      all.sorted(Comparator.reverseOrder()).forEach(WorkFolder::delete);
    } catch (IOException | java.io.UncheckedIOException e) {
      // Somebody deletes there too; what stays is in the folder of temporary files.
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // As above.
    }
  }
}
