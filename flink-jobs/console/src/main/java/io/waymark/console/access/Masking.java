package io.waymark.console.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.store.Json;
import io.waymark.console.store.Naming;
import io.waymark.console.store.Pseudonyms;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Customers as each role sees them. */
public final class Masking {
  /** In place of what a role may not see. */
  public static final String HIDDEN = "•••";

  private static final String DOTS = "••••";
  private static final int SHORTEST_SHOWN = 8;

  /** Shorter words are too often something else. */
  private static final int SHORTEST_NAME = 3;

  /** What people write, what rules say of what happened, and where, which events say. */
  private static final Set<String> TEXTS =
      Set.of(
          "title",
          "text",
          "reason",
          "comment",
          "cause",
          "owner",
          "value",
          "runbook",
          "by",
          "touchpoint",
          "channel",
          // Of an anomaly's group: a topic's name is anybody's.
          "subject");

  /** By which alerts are grouped, and which nobody is told apart by. */
  private static final Set<String> IMPERSONAL =
      Set.of(
          "touchpoint", "channel", "stage", "persona", "event_type", "rule_id", "kind", "subject");

  /** Which of some words are ids of customers. */
  public interface Known {
    Set<String> among(Collection<String> words);
  }

  private final Pseudonyms pseudonyms;
  private final Known known;

  public Masking(Pseudonyms pseudonyms) {
    this(pseudonyms, words -> Set.of());
  }

  private Masking(Pseudonyms pseudonyms, Known known) {
    this.pseudonyms = pseudonyms;
    this.known = known;
  }

  /** Which masks these customers also where texts name them. */
  public Masking knowing(Known known) {
    return new Masking(pseudonyms, known);
  }

  /** What stands for the customer in addresses, and what people read. */
  public ObjectNode customer(String id, Role role) {
    return Json.object()
        .put("ref", pseudonyms.of(id))
        .put("label", role.may(Role.OPERATOR) ? id : masked(id));
  }

  /** An attribute of a customer. */
  public JsonNode attribute(JsonNode value, Role role) {
    return role.may(Role.OPERATOR) ? value : Json.object().textNode(HIDDEN);
  }

  /** Takes out of what an alert is grouped by what may tell customers apart. */
  public void group(ObjectNode alert, Role role) {
    if (!role.may(Role.OPERATOR) && alert.path("group") instanceof ObjectNode group) {
      List<String> names = group.propertyStream().map(java.util.Map.Entry::getKey).toList();
      names.stream()
          .filter(name -> !IMPERSONAL.contains(name))
          .forEach(name -> group.put(name, HIDDEN));
    }
  }

  /** The answer, changed: its texts name no customer to whom it is not to. */
  public ObjectNode texts(ObjectNode answer, Role role) {
    if (role.may(Role.OPERATOR)) {
      return answer;
    }
    Set<String> words = new LinkedHashSet<>();
    each(answer, (holder, name) -> words.addAll(Naming.words(holder.path(name).asText())));
    words.removeIf(word -> word.length() < SHORTEST_NAME);
    // The longest first: one may be a part of another.
    List<String> named =
        known.among(words).stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    if (!named.isEmpty()) {
      each(
          answer,
          (holder, name) -> {
            String text = holder.path(name).asText();
            for (String id : named) {
              text = Naming.without(text, id, masked(id));
            }
            holder.put(name, text);
          });
    }
    return answer;
  }

  private static void each(JsonNode node, BiConsumer<ObjectNode, String> text) {
    if (node instanceof ObjectNode object) {
      List<String> names =
          object
              .propertyStream()
              .filter(field -> field.getValue().isTextual() && TEXTS.contains(field.getKey()))
              .map(java.util.Map.Entry::getKey)
              .toList();
      names.forEach(name -> text.accept(object, name));
    }
    node.forEach(child -> each(child, text));
  }

  /** Enough to tell two at a glance, too little to tell who it is. */
  public static String masked(String id) {
    String prefix = id.startsWith("anon:") ? "anon:" : "";
    String rest = id.substring(prefix.length());
    return rest.length() < SHORTEST_SHOWN
        ? prefix + DOTS
        : prefix + rest.substring(0, 2) + DOTS + rest.substring(rest.length() - 1);
  }
}
