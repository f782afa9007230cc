package io.waymark.catalogue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads catalogues. A rule that cannot be understood is refused with its problems, all of them at
 * once; the others load. Of rules with one id the first loads.
 */
public final class CatalogueLoader {
  /** Largest file in bytes. */
  public static final int LARGEST_SOURCE = 8 * 1024 * 1024;

  private final Map<String, Place> places = new HashMap<>();
  private final List<CatalogueRule> entries = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private @Nullable CatalogueJourney journey;

  private CatalogueLoader() {}

  /**
   * Reads a file, or all {@code *.yaml} and {@code *.yml} below a directory in the order of their
   * paths.
   *
   * @throws IOException if a file cannot be read; what is in it is reported as a problem
   */
  public static Catalogue load(Path path) throws IOException {
    var loader = new CatalogueLoader();
    List<Path> files = files(path);
    if (files.isEmpty()) {
      loader.refuse(path.toString(), "a directory without *.yaml or *.yml files");
    }
    for (Path file : files) {
      if (Files.size(file) > LARGEST_SOURCE) {
        loader.refuse(file.toString(), "larger than " + LARGEST_SOURCE + " bytes");
        continue;
      }
      try {
        byte[] bytes = Files.readAllBytes(file);
        var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        loader.read(new SourceText(file.toString(), text.toString()));
      } catch (CharacterCodingException e) {
        loader.refuse(file.toString(), "not UTF-8 text");
      }
    }
    return loader.catalogue();
  }

  /**
   * Reads a text.
   *
   * @param source its name in problems
   */
  public static Catalogue load(String source, String text) {
    return load(List.of(new SourceText(source, text)));
  }

  static Catalogue load(List<SourceText> sources) {
    var loader = new CatalogueLoader();
    sources.forEach(loader::read);
    return loader.catalogue();
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (var walk = Files.walk(path)) {
      return walk.filter(file -> file.toString().matches(".*\\.ya?ml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private void refuse(String source, String message) {
    problems.add(new Problem(new Place(source, 1, 1), Problem.Level.ERROR, message));
  }

  private Catalogue catalogue() {
    return new Catalogue(List.copyOf(entries), journey, List.copyOf(problems));
  }

  private void read(SourceText source) {
    if (source.text().length() > LARGEST_SOURCE) {
      refuse(source.name(), "larger than " + LARGEST_SOURCE + " characters");
      return;
    }
    var found = new Problems(source);
    YamlNodes.read(
        found,
        new YamlNodes.Sink() {
          @Override
          public void document(Node root) {
            readDocument(root, found);
          }

          @Override
          public void rule(Node rule, Problems own) {
            readRule(rule, own);
          }
        });
    found.found().stream()
        .sorted(
            (a, b) ->
                a.place().line() != b.place().line()
                    ? Integer.compare(a.place().line(), b.place().line())
                    : Integer.compare(a.place().column(), b.place().column()))
        .forEach(problems::add);
  }

  private void readDocument(Node root, Problems found) {
    if (Tag.NULL.equals(root.getTag())) {
      found.error(root, "an empty document; expected a \"rules:\" list");
      return;
    }
    var fields = Fields.of(root, "catalogue", found, "rules", "journey");
    Node said = fields.get("journey");
    if (said != null) {
      readJourney(said, found);
    }
    Node rules = said != null ? fields.get("rules") : fields.required("rules", "a list of rules");
    if (rules instanceof SequenceNode list) {
      list.getValue().forEach(rule -> readRule(rule, found));
    } else if (rules != null) {
      found.error(rules, "rules: expected a list, got " + YamlNodes.describe(rules));
    }
  }

  private void readJourney(Node node, Problems found) {
    int before = found.errors();
    if (!YamlNodes.plain(node, found)) {
      return;
    }
    var model = new JourneyReader(found).read(node);
    Place place = found.source().place(node.getStartMark());
    if (journey != null) {
      found.error(place, "journey: is already described at " + journey.place());
    } else if (found.errors() == before) {
      journey = new CatalogueJourney(model, found.source().snippet(node), place);
    }
  }

  private void readRule(Node node, Problems found) {
    int before = found.errors();
    if (!YamlNodes.plain(node, found)) {
      return;
    }
    var entry = new RuleReader(found).read(node);
    var first = places.putIfAbsent(entry.id(), entry.place());
    if (first != null && !entry.id().equals(RuleReader.NO_ID)) {
      found.error(
          entry.place(),
          "rule: id \""
              + entry.id()
              + "\" is already defined at "
              + first
              + "; ids are unique in a catalogue");
    }
    if (found.errors() == before) {
      entries.add(entry);
    }
  }
}
