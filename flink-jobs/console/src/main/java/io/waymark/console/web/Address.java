package io.waymark.console.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is.
 *
 * @param port 0 for any that is free
 * @param publicUrl how people reach it, if something stands before it
 */
public record Address(String host, int port, @Nullable URI publicUrl) {
  /** Where people look, if it listens at that port. */
  URI page(int listening) {
    return publicUrl != null
        ? publicUrl.resolve("/")
        : URI.create("http://" + host + ":" + listening + "/");
  }
}
