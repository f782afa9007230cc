package io.waymark.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is a small disk of its own (tmpfs), so that it can be full, or refuse to be written
 * to. For root on Linux.
 */
final class SmallDisk implements AutoCloseable {
  private static final String FULL = "No space left on device";
  private static final byte[] BLOCK = new byte[1 << 16];

  /** More than a cluster's processes need, and few enough to be taken at once. */
  private static final int FILES = 10_000;

  private final Path folder;
  private final Path ballast;
  private final Path crowd;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
    this.crowd = folder.resolve("crowd");
  }

  /** Whether this process may make any; what it makes to find out is gone afterwards. */
  static boolean canBeMade(Path scratch) {
    try {
      at(scratch.resolve("probe"), 1).close();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Makes one in a folder, which must not be in use yet. */
  static SmallDisk at(Path folder, int megabytes) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String size = "size=%dm,nr_inodes=%d".formatted(megabytes, FILES);
    must("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString());
    return new SmallDisk(folder);
  }

  /** Takes all the room that is left now. */
  void fill() {
    try (OutputStream out =
        Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(BLOCK);
      }
    } catch (IOException e) {
      if (!FULL.equals(e.getMessage())) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Gives it back. */
  void free() {
    try {
      Files.delete(ballast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes all the files that there may be now, and hardly any room. */
  void fillWithFiles() {
    try {
      Files.createDirectories(crowd);
      while (true) {
        Files.createTempFile(crowd, "", "");
      }
    } catch (FileSystemException e) {
      if (!FULL.equals(e.getReason())) {
        throw new UncheckedIOException(e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives them back. */
  void freeFiles() {
    try (Stream<Path> files = Files.list(crowd)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing can be written any more, or all can again; waits for files that are being written. */
  void readOnly(boolean yes) {
    String[] remount = {"mount", "-o", yes ? "remount,ro" : "remount,rw", folder.toString()};
    String[] answer = {""};
    Await.until(
        String.join(" ", remount),
        Duration.ofSeconds(30),
        () -> {
          answer[0] = run(remount);
          return answer[0].isEmpty();
        },
        () -> answer[0]);
  }

  @Override
  public void close() {
    // Somebody who has not ended yet may have files open.
    must("umount", "-l", folder.toString());
  }

  private static void must(String... command) {
    String answer = run(command);
    if (!answer.isEmpty()) {
      throw new IllegalStateException(answer);
    }
  }

  /** What is wrong; empty if nothing is. */
  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : List.of(command) + ": " + said;
    } catch (IOException e) {
      return List.of(command) + ": " + e.getMessage();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
