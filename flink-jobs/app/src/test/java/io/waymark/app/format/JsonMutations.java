package io.waymark.app.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** JSON that was sound, with a few of its values dropped, retyped or nested. */
public final class JsonMutations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<JsonNode> VALUES =
      List.of(
          NODES.nullNode(),
          NODES.textNode(""),
          NODES.textNode("\ud800 half"),
          NODES.textNode("9223372036854775808"),
          NODES.textNode("anon:x"),
          NODES.numberNode(-1),
          NODES.numberNode(Long.MAX_VALUE),
          NODES.numberNode(BigInteger.TEN.pow(300)),
          NODES.numberNode(new BigDecimal("1e900")),
          NODES.numberNode(0.5),
          NODES.booleanNode(true),
          NODES.arrayNode(),
          NODES.arrayNode().add(1).addNull().add("x"),
          NODES.objectNode(),
          NODES.objectNode().put("data", 1).put("schema", "iglu:a/b/jsonschema/1"));

  private JsonMutations() {}

  /** The same seed changes the same things. */
  public static String of(String json, long seed) {
    try {
      Random random = new Random(seed);
      JsonNode tree = JSON.readTree(json);
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        mutate(tree, random);
      }
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void mutate(JsonNode root, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode parent = containers.get(random.nextInt(containers.size()));
    if (parent instanceof ObjectNode object) {
      mutate(object, random);
    } else if (parent instanceof ArrayNode array && !array.isEmpty()) {
      mutate(array, random);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static void mutate(ObjectNode object, Random random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? "new" : names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name, nested(object.path(name)));
      default -> object.set(name, any(random));
    }
  }

  private static void mutate(ArrayNode array, Random random) {
    int place = random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(place);
      case 1 -> array.add(array.get(place).deepCopy());
      default -> array.set(place, any(random));
    }
  }

  private static JsonNode nested(JsonNode value) {
    ArrayNode outer = NODES.arrayNode();
    if (!value.isMissingNode()) {
      outer.add(value.deepCopy());
    }
    return outer;
  }

  private static JsonNode any(Random random) {
    return VALUES.get(random.nextInt(VALUES.size())).deepCopy();
  }
}
