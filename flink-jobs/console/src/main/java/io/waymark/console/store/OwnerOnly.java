package io.waymark.console.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files that nobody else on the machine reads, where its file system knows of rights at all. */
final class OwnerOnly {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  /** Makes the folder, and those above it, unless it is there: then it stays as it is. */
  static void folder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, rights(folder, FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the file anew: whoever reads it sees the old or the new one, and never a part. */
  static void write(Path file, String text) {
    try {
      Path folder =
          Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
      folder(folder);
      Path fresh = folder.resolve(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, rights(folder, FILE));
      Files.writeString(fresh, text, StandardOpenOption.SYNC);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes others' rights away from a file that something else has made, if there is one. */
  static void restrict(Path file) {
    try {
      if (Files.exists(file) && knowsRights(file)) {
        Files.setPosixFilePermissions(file, FILE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] rights(Path near, Set<PosixFilePermission> rights) {
    return knowsRights(near)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
        : new FileAttribute<?>[0];
  }

  private static boolean knowsRights(Path near) {
    return near.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
