package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.avro.contract.Subject;
import io.waymark.console.store.Json;
import io.waymark.console.store.Moment;
import io.waymark.console.store.Portion;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Messages of each schema with the same text in every field that takes one, and in every key. */
final class HostileMessages {
  private static final String AT = "2026-01-01T00:01:00.000Z";

  private final String text;
  private final boolean plausible;

  /**
   * @param plausible whether what is one of a few words is one of them, so that more of it is read
   */
  HostileMessages(String text, boolean plausible) {
    this.text = text;
    this.plausible = plausible;
  }

  /** One message of each kind that the console reads, but for those that it can't take. */
  Portion portion() {
    Portion portion = new Portion();
    put(() -> portion.alert(message(Subject.ALERT, Map.of("status", "open", "severity", "high"))));
    put(() -> portion.kpi(message(Subject.KPI, Map.of())));
    put(
        () ->
            portion.moment(
                Moment.signal(
                    message(Subject.SIGNAL, Map.of("status", "fired", "severity", "high")))));
    put(() -> portion.journey(message(Subject.JOURNEY, Map.of())));
    put(() -> portion.moment(Moment.decision(said(Subject.DECISION, "verdict", "issued"))));
    put(() -> portion.moment(Moment.trigger(said(Subject.TRIGGER, "status", "issued"))));
    put(() -> portion.moment(Moment.delivery(said(Subject.DELIVERY, "status", "delivered"))));
    put(() -> portion.moment(Moment.outcome(said(Subject.OUTCOME, "status", "reached"))));
    put(() -> portion.experiment(message(Subject.EXPERIMENT, Map.of())));
    put(() -> portion.pause(message(Subject.PAUSE, Map.of())));
    put(() -> portion.rule(text, 1, "title: " + Json.text(Json.object().textNode(text))));
    put(() -> portion.rule("r2", 1, text));
    return portion;
  }

  private ObjectNode said(Subject subject, String field, String word) {
    return message(subject, Map.of(field, word));
  }

  private void put(Runnable message) {
    try {
      message.run();
    } catch (IllegalArgumentException e) {
      // So it is passed by where it is read.
      assertThat(plausible).as(e.getMessage()).isFalse();
    }
  }

  ObjectNode message(Subject subject, Map<String, String> words) {
    ObjectNode message = (ObjectNode) node(subject.current());
    if (plausible) {
      words.forEach(message::put);
      // Neither muted by another nor of one persona alone: it is on the first page.
      List.of("muted_by", "persona").stream().filter(message::has).forEach(message::putNull);
    }
    return message;
  }

  private JsonNode node(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> {
        ObjectNode node = Json.object();
        schema.getFields().forEach(field -> node.set(field.name(), node(field.schema())));
        yield node;
      }
      case UNION -> node(said(schema));
      case ARRAY -> {
        ArrayNode array = Json.object().arrayNode();
        yield array.add(node(schema.getElementType()));
      }
      case MAP -> Json.object().set(text, node(schema.getValueType()));
      case STRING -> Json.object().textNode(text);
      case ENUM -> Json.object().textNode(schema.getEnumSymbols().get(0));
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
              ? Json.object().textNode(AT)
              : Json.object().numberNode(7L);
      case INT, BYTES, FIXED -> Json.object().numberNode(7);
      case FLOAT, DOUBLE -> Json.object().numberNode(7.5);
      case BOOLEAN -> Json.object().booleanNode(true);
      case NULL -> Json.object().nullNode();
    };
  }

  /** A text, if it may be one; else what isn't null. */
  private static Schema said(Schema union) {
    return union.getTypes().stream()
        .filter(type -> type.getType() == Schema.Type.STRING)
        .findFirst()
        .orElseGet(
            () ->
                union.getTypes().stream()
                    .filter(type -> type.getType() != Schema.Type.NULL)
                    .findFirst()
                    .orElseThrow());
  }
}
