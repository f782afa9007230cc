package io.waymark.app.cli;

import io.waymark.app.work.FileFailures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file being written whose every failure names it and says why, in words for people. */
final class OutputFile<T> implements Consumer<T>, AutoCloseable {
  private final Path path;
  private final Closeable file;
  private final Write<? super T> write;
  private long count;

  private OutputFile(Path path, Closeable file, Write<? super T> write) {
    this.path = path;
    this.file = file;
    this.write = write;
  }

  /**
   * Opens a file.
   *
   * @throws Unwritable if that fails
   */
  static <T, F extends Closeable> OutputFile<T> open(
      Path path, Open<F> open, WriteTo<? super F, ? super T> write) {
    try {
      F file = open.open();
      return new OutputFile<>(path, file, item -> write.write(file, item));
    } catch (IOException e) {
      throw new Unwritable(path, e);
    }
  }

  /** Takes everything and keeps nothing. */
  static <T> OutputFile<T> nowhere() {
    return new OutputFile<>(Path.of(""), () -> {}, item -> {});
  }

  /** How much has been written. */
  long count() {
    return count;
  }

  @Override
  public void accept(T item) {
    try {
      write.write(item);
      count++;
    } catch (IOException e) {
      throw new Unwritable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new Unwritable(path, e);
    }
  }

  /** Opens something. */
  interface Open<F> {
    F open() throws IOException;
  }

  /** Writes an item to something. */
  interface WriteTo<F, T> {
    void write(F file, T item) throws IOException;
  }

  /** Writes an item. */
  private interface Write<T> {
    void write(T item) throws IOException;
  }

  /** The message is fit for the terminal. */
  static final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unwritable(Path path, IOException cause) {
      super(FileFailures.writing(path, cause).getMessage(), cause);
    }
  }
}
