package io.waymark.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The catalogue among the resources. A jar's folders cannot be listed, hence the names. */
final class ShippedCatalogue {
  private static final List<String> FILES =
      List.of("contact", "digital", "funnel", "opportunity", "order", "voice");

  private ShippedCatalogue() {}

  static Catalogue load() {
    List<SourceText> sources = new ArrayList<>();
    for (String file : FILES) {
      String name = "catalogue/" + file + ".yaml";
      try (var in = ShippedCatalogue.class.getResourceAsStream("/" + name)) {
        if (in == null) {
          throw new IllegalStateException(name + " is not among the resources");
        }
        sources.add(new SourceText(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    var catalogue = CatalogueLoader.load(sources);
    if (catalogue.hasErrors()) {
      throw new IllegalStateException("shipped catalogue: " + catalogue.problems());
    }
    return catalogue;
  }
}
