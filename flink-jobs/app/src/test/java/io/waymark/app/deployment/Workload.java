package io.waymark.app.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Pods that a resource makes.
 *
 * @param resource its name
 * @param labels what the pods are found by
 * @param pod their specification
 * @param pods how many there are
 */
record Workload(String resource, Map<String, String> labels, JsonNode pod, int pods) {

  static List<Workload> of(List<JsonNode> resources) {
    List<Workload> all = new ArrayList<>();
    for (JsonNode resource : resources) {
      String name = resource.at("/metadata/name").asText();
      JsonNode spec = resource.path("spec");
      switch (resource.get("kind").asText()) {
        case "FlinkDeployment" -> {
          all.add(flink(name, "jobmanager", spec, spec.at("/jobManager/replicas").asInt(1)));
          int slots = spec.at("/flinkConfiguration/taskmanager.numberOfTaskSlots").asInt(1);
          int subtasks = spec.at("/job/parallelism").asInt();
          all.add(flink(name, "taskmanager", spec, (subtasks + slots - 1) / slots));
        }
        case "Deployment", "StatefulSet", "Job" ->
            all.add(
                new Workload(
                    name,
                    labels(spec.at("/template/metadata/labels")),
                    withClaims(spec),
                    spec.path("replicas").asInt(1)));
        default -> {
          // It makes no pods.
        }
      }
    }
    return all;
  }

  /** With the volumes that are claimed for each pod. */
  private static JsonNode withClaims(JsonNode spec) {
    ObjectNode pod = spec.at("/template/spec").deepCopy();
    for (JsonNode claim : spec.path("volumeClaimTemplates")) {
      pod.withArray("volumes").addObject().set("name", claim.at("/metadata/name"));
    }
    return pod;
  }

  /** With the labels that Flink gives the pods it makes. */
  private static Workload flink(String name, String component, JsonNode spec, int pods) {
    Map<String, String> labels = labels(spec.at("/podTemplate/metadata/labels"));
    labels.put("app", name);
    labels.put("component", component);
    labels.put("type", "flink-native-kubernetes");
    ObjectNode pod = spec.at("/podTemplate/spec").deepCopy();
    pod.set("serviceAccountName", account(component, spec));
    return new Workload(name + " " + component, labels, pod, pods);
  }

  private static JsonNode account(String component, JsonNode spec) {
    JsonNode own = spec.at("/flinkConfiguration/kubernetes." + component + ".service-account");
    return own.isMissingNode()
        ? JsonNodeFactory.instance.textNode(spec.get("serviceAccount").asText())
        : own;
  }

  private static Map<String, String> labels(JsonNode labels) {
    Map<String, String> all = new TreeMap<>();
    labels.properties().forEach(label -> all.put(label.getKey(), label.getValue().asText()));
    return all;
  }

  Stream<JsonNode> containers() {
    return Stream.of("initContainers", "containers").flatMap(kind -> pod.path(kind).valueStream());
  }

  /** Whether a selector that has only labels, or nothing, finds the pods. */
  boolean isFoundBy(JsonNode selector) {
    return labels(selector.path("matchLabels")).entrySet().stream()
        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
  }
}
