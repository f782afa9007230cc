package io.waymark.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.waymark.console.access.Masking;
import io.waymark.console.access.Role;
import io.waymark.console.access.Session;
import io.waymark.console.store.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody asks, read and bounded; what is wrong with it is {@link Refused}. */
record Request(Context context) {
  static final String SESSION = "session";
  static final String MASKING = "masking";
  private static final int LONGEST_TEXT = 2000;

  /** Who asks; a route that needs a role has one. */
  Session session() {
    Session session = context.attribute(SESSION);
    return Objects.requireNonNull(session, "the guard lets nobody in without one");
  }

  /** The answer as who asks may see it. */
  ObjectNode shown(ObjectNode answer) {
    Masking masking = context.attribute(MASKING);
    Session session = context.attribute(SESSION);
    return masking == null || session == null
        ? answer
        : masking.texts(answer, session.user().role());
  }

  String who() {
    return session().user().name();
  }

  Role role() {
    return session().user().role();
  }

  String path(String name) {
    return context.pathParam(name);
  }

  @Nullable String query(String name) {
    String value = context.queryParam(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Values in one or several parameters, separated by commas. */
  List<String> queries(String name) {
    return context.queryParams(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  int number(String name, int least, int most, int otherwise) {
    String value = query(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Refused.badRequest(name + " has to be a number from " + least + " to " + most);
  }

  ObjectNode body() {
    ObjectNode body = Json.untrusted(context.bodyAsBytes());
    if (body == null) {
      throw Refused.badRequest("the body has to be a JSON object");
    }
    return body;
  }

  static String text(ObjectNode body, String name) {
    return optional(body, name)
        .orElseThrow(() -> Refused.badRequest(name + " has to be a text that is not empty"));
  }

  static Optional<String> optional(ObjectNode body, String name) {
    JsonNode field = body.path(name);
    if (field.isMissingNode() || field.isNull()) {
      return Optional.empty();
    }
    if (!field.isTextual() || field.asText().length() > LONGEST_TEXT) {
      throw Refused.badRequest(
          name + " has to be a text of at most " + LONGEST_TEXT + " characters");
    }
    return Optional.of(field.asText().strip()).filter(text -> !text.isEmpty());
  }

  static long time(ObjectNode body, String name) {
    Long millis = Json.millis(text(body, name));
    if (millis == null) {
      throw Refused.badRequest(name + " has to be a time like 2026-01-31T10:00:00Z");
    }
    return millis;
  }
}
