package io.waymark.app.format;

import io.waymark.app.format.mapping.InvalidMapping;
import io.waymark.app.format.mapping.MappedJsonFormat;
import io.waymark.app.format.mapping.MappingLoader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * JSON by a mapping.
 *
 * @param source name of the mapping's file
 * @param text the mapping itself: where the job runs there need not be that file
 */
record MappingFormat(String source, String text) implements Format {
  /** What its name begins with; the file follows. */
  static final String PREFIX = "json:";

  static Format read(String file) throws UnknownFormat {
    try {
      String text = Files.readString(Path.of(file));
      MappingLoader.load(file, text);
      return new MappingFormat(file, text);
    } catch (InvalidMapping e) {
      throw new UnknownFormat("the mapping cannot be understood:\n" + e.getMessage());
    } catch (CharacterCodingException e) {
      throw new UnknownFormat("the mapping " + file + " is not UTF-8 text");
    } catch (IOException | InvalidPathException e) {
      throw new UnknownFormat("there is no mapping " + file + " that can be read");
    }
  }

  @Override
  public RecordFormat open(int maxBytes) {
    try {
      return new BoundedFormat(new MappedJsonFormat(MappingLoader.load(source, text)), maxBytes);
    } catch (InvalidMapping e) {
      throw new IllegalStateException("the mapping was not looked through", e);
    }
  }
}
