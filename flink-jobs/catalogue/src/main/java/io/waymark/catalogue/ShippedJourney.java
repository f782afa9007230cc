package io.waymark.catalogue;

import io.waymark.domain.journey.JourneyModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** The journey models among the resources: stage models, and the rest for all of them. */
final class ShippedJourney {
  static final List<String> MODELS = List.of("four", "five", "six_step", "seven");
  static final String DEFAULT = "five";

  private ShippedJourney() {}

  /** The one that is meant where a catalogue says nothing. */
  static JourneyModel standard() {
    return Standard.MODEL;
  }

  private static final class Standard {
    static final JourneyModel MODEL = read();

    private static JourneyModel read() {
      Part scores = part("scores");
      JourneyModel model = new JourneyReader(scores.problems()).read(scores.fields().at());
      if (scores.problems().errors() > 0) {
        throw new IllegalStateException("shipped journey: " + scores.problems().found());
      }
      return model;
    }
  }

  /** The fields of a resource, with where its problems would go. */
  record Part(Fields fields, Problems problems) {}

  static Part part(String file) {
    String name = "journey/" + file + ".yaml";
    try (var in = ShippedJourney.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not among the resources");
      }
      var source = new SourceText(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      var problems = new Problems(source);
      List<Node> journeys = new ArrayList<>();
      YamlNodes.read(
          problems,
          new YamlNodes.Sink() {
            @Override
            public void document(Node root) {
              journeys.add(
                  Fields.of(root, "catalogue", problems, "journey")
                      .required("journey", "a journey"));
            }

            @Override
            public void rule(Node rule, Problems own) {}
          });
      return new Part(
          Fields.of(journeys.get(0), "journey", problems, JourneyReader.SECTIONS), problems);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
