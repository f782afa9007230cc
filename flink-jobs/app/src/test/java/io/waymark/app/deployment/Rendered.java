package io.waymark.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What Kubernetes is given, as kustomize makes it of the files in {@code infra/kubernetes}. */
public final class Rendered {
  public static final Path INFRA = Path.of("../../infra");

  private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

  private Rendered() {}

  /** All resources of an overlay; the test is skipped where there is no kustomize. */
  public static List<JsonNode> overlay(String name) {
    Optional<List<String>> kustomize = kustomize();
    assumeTrue(
        kustomize.isPresent(),
        "neither kustomize nor a kubectl that has version 5 of it is there: install kubectl 1.27 or"
            + " later, or run .ci/run, which fetches one");
    return RENDERED.computeIfAbsent(
        name,
        overlay -> {
          List<String> command = new ArrayList<>(kustomize.get());
          command.add(INFRA.resolve("kubernetes/overlays").resolve(overlay).toString());
          return documents(output(command));
        });
  }

  /** The resource of this kind and name. */
  public static JsonNode one(List<JsonNode> resources, String kind, String name) {
    List<JsonNode> found =
        resources.stream()
            .filter(resource -> resource.get("kind").asText().equals(kind))
            .filter(resource -> resource.at("/metadata/name").asText().equals(name))
            .toList();
    assertThat(found).as(kind + " " + name).hasSize(1);
    return found.get(0);
  }

  /** The documents of a YAML text. */
  static List<JsonNode> documents(String text) {
    try (MappingIterator<JsonNode> all =
        new YAMLMapper().readerFor(JsonNode.class).readValues(text)) {
      return all.readAll().stream().filter(document -> !document.isNull()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<JsonNode> documents(Path file) {
    try {
      return documents(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<List<String>> kustomize() {
    if (installed("kustomize")) {
      return Optional.of(List.of("kustomize", "build"));
    }
    boolean inKubectl =
        installed("kubectl")
            && output(List.of("kubectl", "version", "--client", "-o", "yaml"))
                .contains("kustomizeVersion: v5");
    return inKubectl ? Optional.of(List.of("kubectl", "kustomize")) : Optional.empty();
  }

  private static boolean installed(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String output(List<String> command) {
    try {
      Path errors = Files.createTempFile(Path.of("target").toAbsolutePath(), "kustomize", ".err");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
      Files.delete(errors);
      return out;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
