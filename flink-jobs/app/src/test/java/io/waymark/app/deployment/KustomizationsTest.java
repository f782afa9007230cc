package io.waymark.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files that kustomize puts together, also where there is no kustomize. */
class KustomizationsTest {
  private static final Path KUBERNETES = Rendered.INFRA.resolve("kubernetes");

  @Test
  void everythingThatAKustomizationNamesIsThere() throws IOException {
    List<Path> kustomizations = files("kustomization.yaml");
    assertThat(kustomizations).hasSize(3);
    kustomizations = new ArrayList<>(kustomizations);
    kustomizations.add(Rendered.INFRA.resolve("flink/kustomization.yaml"));
    for (Path file : kustomizations) {
      Path folder = file.getParent();
      JsonNode kustomization = Rendered.documents(file).get(0);
      List<String> named = new ArrayList<>();
      Stream.of("resources", "configurations")
          .flatMap(key -> kustomization.path(key).valueStream())
          .forEach(name -> named.add(name.asText()));
      kustomization
          .path("patches")
          .valueStream()
          .filter(patch -> patch.has("path"))
          .forEach(patch -> named.add(patch.get("path").asText()));
      kustomization
          .path("configMapGenerator")
          .valueStream()
          .flatMap(map -> map.get("files").valueStream())
          .forEach(name -> named.add(name.asText().replaceFirst(".*=", "")));
      assertThat(named).as("%s", file).isNotEmpty();
      for (String name : named) {
        Path path = folder.resolve(name);
        assertThat(Files.isDirectory(path) ? path.resolve("kustomization.yaml") : path).exists();
      }
    }
  }

  @Test
  void eachResourceIsValidByItself() throws IOException {
    JsonNode common = Rendered.documents(KUBERNETES.resolve("base/flink-deployment.yaml")).get(0);
    List<String> kinds = new ArrayList<>();
    for (Path kustomization : files("kustomization.yaml")) {
      for (JsonNode name : Rendered.documents(kustomization).get(0).get("resources")) {
        Path file = kustomization.resolveSibling(name.asText());
        if (Files.isDirectory(file)) {
          continue;
        }
        for (JsonNode resource : Rendered.documents(file)) {
          String kind = resource.get("kind").asText();
          JsonNode whole = kind.equals("FlinkDeployment") ? over(common, resource) : resource;
          assertThat(Schemas.problems(whole)).as("%s %s", file, kind).isEmpty();
          kinds.add(kind);
        }
      }
    }
    assertThat(kinds)
        .contains("FlinkDeployment", "NetworkPolicy", "PodDisruptionBudget", "Deployment", "Job");
  }

  @Test
  void everyPatchHasSomethingToPatch() throws IOException {
    for (Path file : files("kustomization.yaml")) {
      Set<String> there = new TreeSet<>();
      resources(file.getParent(), there);
      for (JsonNode patch : Rendered.documents(file).get(0).path("patches")) {
        JsonNode target = patch.path("target");
        if (patch.has("path") && target.isMissingNode()) {
          JsonNode meant =
              Rendered.documents(file.resolveSibling(patch.get("path").asText())).get(0);
          assertThat(there).as("%s", file).contains(named(meant));
        } else {
          String kind = target.get("kind").asText();
          String name = target.path("name").asText();
          assertThat(there)
              .as("%s", file)
              .anyMatch(
                  resource ->
                      resource.startsWith(kind + " ") && resource.endsWith(" " + name)
                          || name.isEmpty() && resource.startsWith(kind + " "));
        }
      }
    }
  }

  private static void resources(Path folder, Set<String> there) {
    for (JsonNode name :
        Rendered.documents(folder.resolve("kustomization.yaml")).get(0).path("resources")) {
      Path path = folder.resolve(name.asText());
      if (Files.isDirectory(path)) {
        resources(path, there);
      } else {
        Rendered.documents(path).forEach(resource -> there.add(named(resource)));
      }
    }
  }

  private static String named(JsonNode resource) {
    return resource.get("kind").asText() + " " + resource.at("/metadata/name").asText();
  }

  /**
   * Maps are united, all else is taken from the second, as kustomize does where it knows no more.
   */
  static JsonNode over(JsonNode first, JsonNode second) {
    if (!(first instanceof ObjectNode) || !(second instanceof ObjectNode)) {
      return second;
    }
    ObjectNode all = first.deepCopy();
    second
        .properties()
        .forEach(
            entry ->
                all.set(
                    entry.getKey(),
                    all.has(entry.getKey())
                        ? over(all.get(entry.getKey()), entry.getValue())
                        : entry.getValue().deepCopy()));
    return all;
  }

  private static List<Path> files(String name) throws IOException {
    try (Stream<Path> all = Files.walk(KUBERNETES)) {
      return all.filter(file -> file.getFileName().toString().equals(name)).sorted().toList();
    }
  }
}
