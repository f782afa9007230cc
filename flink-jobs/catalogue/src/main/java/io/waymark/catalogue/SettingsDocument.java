package io.waymark.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Settings in one YAML document, of which there is a shipped one. One that cannot be understood is
 * refused with all its problems.
 */
public final class SettingsDocument<T> {
  private final String shipped;
  private final BiFunction<Problems, Node, T> reader;

  /**
   * Of one kind.
   *
   * @param shipped where the shipped one is on the class path
   */
  SettingsDocument(String shipped, BiFunction<Problems, Node, T> reader) {
    this.shipped = shipped;
    this.reader = reader;
  }

  /**
   * What came of it.
   *
   * @param settings null if there are problems
   */
  public record Loaded<T>(@Nullable T settings, List<Problem> problems) {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read; what is in it is reported as a problem
   */
  public Loaded<T> load(Path file) throws IOException {
    if (Files.size(file) > CatalogueLoader.LARGEST_SOURCE) {
      return refused(file, "larger than " + CatalogueLoader.LARGEST_SOURCE + " bytes");
    }
    try {
      var text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
      return load(file.toString(), text.toString());
    } catch (CharacterCodingException e) {
      return refused(file, "not UTF-8 text");
    }
  }

  /**
   * Reads a text.
   *
   * @param source its name in problems
   */
  public Loaded<T> load(String source, String text) {
    var problems = new Problems(new SourceText(source, text));
    Node root = YamlNodes.document(problems);
    if (root == null) {
      return new Loaded<>(null, List.copyOf(problems.found()));
    }
    T settings = reader.apply(problems, root);
    return new Loaded<>(
        problems.errors() > 0 ? null : settings,
        problems.found().stream().sorted(Problem.BY_PLACE).toList());
  }

  /** What holds if nothing else is said. */
  public T shipped() {
    return Objects.requireNonNull(load(shipped, shippedText()).settings());
  }

  /** That as a file with comments. */
  public String shippedText() {
    try (var in = SettingsDocument.class.getResourceAsStream("/" + shipped)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> Loaded<T> refused(Path file, String message) {
    Place place = new Place(file.toString(), 1, 1);
    return new Loaded<>(null, List.of(new Problem(place, Problem.Level.ERROR, message)));
  }
}
