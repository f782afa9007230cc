package io.waymark.app.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** JSON of the shape that a format expects, and of every shape near it. */
public final class AnyJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AnyJson() {}

  /** A value that nobody would expect, or that one would. */
  public static Arbitrary<JsonNode> value() {
    Arbitrary<JsonNode> scalar =
        Arbitraries.oneOf(
            Arbitraries.of(
                    "",
                    "c-1",
                    "\uD800",
                    "2026-03-03T10:00:00.000Z",
                    "1970-01-01T00:00:00.001Z",
                    "+6621234567",
                    "anon:x",
                    "1.0",
                    "ลูกค้า",
                    "eyJuIjoxfQ==")
                .map(JSON::textNode),
            Arbitraries.strings().ofMaxLength(8).map(JSON::textNode),
            Arbitraries.longs().map(JSON::numberNode),
            Arbitraries.doubles().map(JSON::numberNode),
            Arbitraries.of(
                JSON.nullNode(),
                JSON.booleanNode(true),
                JSON.numberNode(1_772_532_000_000L),
                JSON.numberNode(new java.math.BigDecimal("1e400")),
                JSON.numberNode(new java.math.BigInteger("9".repeat(40)))));
    return Arbitraries.lazyOf(
        () -> scalar,
        () -> scalar,
        () -> scalar,
        () -> value().list().ofMaxSize(2).map(AnyJson::array),
        () ->
            Combinators.combine(Arbitraries.strings().ofMaxLength(5), value())
                .as((name, value) -> JSON.objectNode().set(name, value)));
  }

  /**
   * The model with some of the values at {@code paths}, JSON pointers to fields, replaced by any
   * value, or taken away.
   */
  public static Arbitrary<JsonNode> near(JsonNode model, List<String> paths) {
    Arbitrary<List<String>> where = Arbitraries.of(paths).list().ofMaxSize(4);
    return Combinators.combine(where, value().injectNull(0.2).list().ofSize(4))
        .as(
            (places, values) -> {
              JsonNode changed = model.deepCopy();
              for (int i = 0; i < places.size(); i++) {
                put(changed, places.get(i), values.get(i));
              }
              return changed;
            });
  }

  public static ArrayNode array(List<JsonNode> items) {
    return JSON.arrayNode().addAll(items);
  }

  private static void put(JsonNode tree, String path, JsonNode value) {
    int last = path.lastIndexOf('/');
    if (tree.at(path.substring(0, last)) instanceof ObjectNode parent) {
      String field = path.substring(last + 1);
      if (value == null) {
        parent.remove(field);
      } else {
        parent.set(field, value);
      }
    }
  }
}
