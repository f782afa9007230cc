package io.waymark.app.job;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Files of {@code a.key: value} lines, with the place of each. */
final class FlatYaml {
  private final String source;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private record Entry(String value, String place) {}

  private FlatYaml(String source) {
    this.source = source;
  }

  /** Reads the file; what is wrong in it is among the problems. */
  static FlatYaml read(Path file) throws UnreadableConfig {
    try (Reader text = Files.newBufferedReader(file)) {
      return read(file.toString(), text);
    } catch (NoSuchFileException e) {
      throw new UnreadableConfig(file, "there is no such file");
    } catch (MalformedInputException e) {
      throw new UnreadableConfig(file, "is not UTF-8 text");
    } catch (IOException e) {
      throw new UnreadableConfig(file, "cannot be read: " + e.getMessage());
    }
  }

  /** Reads files of which each goes before those that stand before it. */
  static FlatYaml read(List<Path> files) throws UnreadableConfig {
    FlatYaml all =
        new FlatYaml(files.stream().map(Path::toString).collect(Collectors.joining(", ")));
    for (Path file : files) {
      FlatYaml one = read(file);
      all.entries.putAll(one.entries);
      all.problems.addAll(one.problems);
    }
    return all;
  }

  static FlatYaml read(String source, Reader text) throws IOException {
    FlatYaml yaml = new FlatYaml(source);
    try {
      Node root = new Yaml(new LoaderOptions()).compose(text);
      if (root instanceof MappingNode map) {
        map.getValue().forEach(yaml::add);
      } else if (root != null && !Tag.NULL.equals(root.getTag())) {
        yaml.problem(line(root), "expected lines of the form \"key: value\"");
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      yaml.problem(line, "not readable as YAML: " + e.getProblem());
    } catch (YAMLException e) {
      if (e.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      yaml.problem(1, "not readable as YAML: " + e.getMessage());
    }
    return yaml;
  }

  private void add(NodeTuple tuple) {
    int line = line(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problem(line, "expected a line of the form \"key: value\"");
    } else if (!(tuple.getValueNode() instanceof ScalarNode value)) {
      problem(line, key.getValue() + ": write it flat, as \"a.b.c: value\"");
    } else if (Tag.NULL.equals(value.getTag())) {
      problem(line, key.getValue() + " has no value; delete the line to get the default");
    } else if (entries.putIfAbsent(key.getValue(), new Entry(value.getValue(), place(line)))
        != null) {
      problem(line, key.getValue() + " is there twice");
    }
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private String place(int line) {
    return source + ":" + line;
  }

  private void problem(int line, String what) {
    problems.add(place(line) + ": " + what);
  }

  /** Adds a problem with a key, at its line if it has one. */
  void problem(String key, String what) {
    Entry entry = entries.get(key);
    problems.add((entry == null ? source : entry.place()) + ": " + what);
  }

  /** Keys and values, in the order of the files. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    entries.forEach((key, entry) -> values.put(key, entry.value()));
    return values;
  }

  /** What has been found wrong so far, a line each. */
  List<String> problems() {
    return problems;
  }
}
