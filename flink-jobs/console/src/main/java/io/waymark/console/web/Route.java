package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;

/**
 * An address and what it does.
 *
 * @param role the least that may
 */
record Route(HandlerType method, String path, Role role, Handler handler) {
  /** What answers with JSON. */
  interface Answer {
    ObjectNode to(Request request);
  }

  static Route get(String path, Role role, Answer answer) {
    return new Route(HandlerType.GET, path, role, json(answer));
  }

  static Route post(String path, Role role, Answer answer) {
    return new Route(HandlerType.POST, path, role, json(answer));
  }

  static Route delete(String path, Role role, Answer answer) {
    return new Route(HandlerType.DELETE, path, role, json(answer));
  }

  private static Handler json(Answer answer) {
    return context -> {
      Request request = new Request(context);
      context
          .contentType("application/json; charset=utf-8")
          .result(Json.text(request.shown(answer.to(request))));
    };
  }
}
