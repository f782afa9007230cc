package io.waymark.console.web;

import io.waymark.console.store.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the server itself answers to what never comes as far as a route, a request that is none
 * above all: as guarded as every other answer, and with nothing of the request in it.
 */
final class ServerErrors extends ErrorHandler {

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    set(fields);
    return ByteBuffer.wrap(body(status));
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request request, Response response, Callback callback) {
    set(response.getHeaders());
    response.write(true, ByteBuffer.wrap(body(response.getStatus())), callback);
    return true;
  }

  private static void set(HttpFields.Mutable fields) {
    Headers.each(fields::put);
    fields.put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
  }

  private static byte[] body(int status) {
    String message = HttpStatus.getMessage(status);
    return Json.text(Json.object().put("error", message)).getBytes(StandardCharsets.UTF_8);
  }
}
