package io.waymark.catalogue;

/**
 * A position in a YAML file.
 *
 * @param source file name as given
 * @param line from 1
 * @param column from 1, in characters
 */
public record Place(String source, int line, int column) {

  @Override
  public String toString() {
    return source + ":" + line + ":" + column;
  }
}
