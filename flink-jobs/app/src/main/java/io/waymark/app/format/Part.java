package io.waymark.app.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.pipeline.wire.UndecodableException;

/**
 * One of several things that a record tells.
 *
 * @param name where it is in the record, for people: {@code batch[2]}
 * @param tree a record of its own that would read the same
 */
public record Part(String name, JsonNode tree) {

  /** Its bytes, to be kept. */
  public byte[] bytes() {
    return JsonTree.bytes(tree);
  }

  /** The same trouble, and with which part it is. */
  public UndecodableException with(UndecodableException why) {
    return new UndecodableException(why.reason(), name + ": " + why.detail());
  }
}
