package io.waymark.app.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of those who read the files of a deployment. */
final class Schemas {
  private static final Path FOLDER = Path.of("src/test/resources/deployment");
  private static final String ANYTHING = "x-kubernetes-preserve-unknown-fields";

  private static final Map<String, JsonSchema> KINDS = new ConcurrentHashMap<>();

  private Schemas() {}

  /** What Kubernetes, or the operator, would refuse of a resource. */
  static List<String> problems(JsonNode resource) {
    String kind = resource.path("apiVersion").asText() + " " + resource.path("kind").asText();
    return said(KINDS.computeIfAbsent(kind, Schemas::ofKind), resource);
  }

  /** What compose would refuse of a file. */
  static List<String> composeProblems(JsonNode file) {
    ObjectNode schema = (ObjectNode) json("compose-spec.json");
    // A name that is no address: there is nothing to fetch.
    schema.remove("$id");
    return said(JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema), file);
  }

  private static List<String> said(JsonSchema schema, JsonNode document) {
    return schema.validate(document).stream().map(ValidationMessage::toString).toList();
  }

  private static JsonSchema ofKind(String kind) {
    ObjectNode schema =
        kind.equals("flink.apache.org/v1beta1 FlinkDeployment") ? operators() : kubernetes(kind);
    return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
  }

  private static ObjectNode kubernetes(String kind) {
    ObjectNode all = (ObjectNode) json("kubernetes.json");
    JsonNode place = all.get("kinds").get(kind);
    if (place == null) {
      throw new AssertionError("there is no schema of " + kind);
    }
    all.putArray("allOf").addObject().put("$ref", place.asText());
    all.remove("kinds");
    return all;
  }

  /** Structural, as CRDs have it: what it does not name would be thrown away in silence. */
  private static ObjectNode operators() {
    JsonNode crd =
        Rendered.documents(FOLDER.resolve("flinkdeployments.flink.apache.org-v1.yml")).get(0);
    ObjectNode schema = (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
    refuseUnknown(schema);
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties.putObject("apiVersion").put("const", "flink.apache.org/v1beta1");
    properties.putObject("kind").put("const", "FlinkDeployment");
    properties.putObject("metadata").put("type", "object");
    return schema;
  }

  private static void refuseUnknown(JsonNode node) {
    if (node instanceof ObjectNode schema
        && schema.path("properties").isObject()
        && !schema.has("additionalProperties")
        && !schema.has(ANYTHING)) {
      schema.put("additionalProperties", false);
    }
    node.forEach(Schemas::refuseUnknown);
  }

  private static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(Files.readString(FOLDER.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
