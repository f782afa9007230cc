package io.waymark.catalogue;

import io.waymark.catalogue.JourneyReader.Section;
import io.waymark.domain.journey.Amount;
import io.waymark.domain.journey.Cue;
import io.waymark.domain.journey.Meaning;
import io.waymark.domain.journey.Scoring;
import io.waymark.domain.journey.Scoring.Emotion;
import io.waymark.domain.journey.Scoring.Struggle;
import io.waymark.domain.journey.Scoring.Thresholds;
import io.waymark.domain.journey.Stage;
import io.waymark.domain.journey.Valence;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads effort, emotion and frustration. */
final class ScoringReader {
  private static final String A_NUMBER = "a number";
  private static final int MOST_STRUGGLES = 64;

  private final Function<String, Section> sections;

  ScoringReader(Function<String, Section> sections) {
    this.sections = sections;
  }

  Scoring read(List<Cue> cues) {
    Section effort = sections.apply("effort");
    var fields = effort.fields("effort", "half_life", "scale", "add");
    efforts(effort, fields.get("add"), cues);
    Node scale = fields.required("scale", A_NUMBER);
    double points = effort.values().number(scale, "scale");
    if (scale != null && points <= 0) {
      effort.problems().error(scale, "scale: expected more than 0");
    }
    long halfLife = effort.values().span(fields.required("half_life", Spans.EXPECTED), "half_life");
    Emotion emotion = emotion(cues);
    Section frustration = sections.apply("frustration");
    var of = frustration.fields("frustration", "most", "add");
    return new Scoring(
        halfLife,
        points,
        emotion,
        struggles(frustration, of.get("add"), cues),
        frustration
            .values()
            .integer(of.required("most", "a whole number"), "most", 1, Byte.MAX_VALUE),
        thresholds());
  }

  private void efforts(Section section, @Nullable Node add, List<Cue> cues) {
    Values values = section.values();
    for (Node item : values.items(add)) {
      var fields =
          Fields.of(
              item,
              "effort",
              section.problems(),
              "when",
              "per",
              "rule",
              "points",
              "of",
              "each",
              "most");
      double points = values.number(fields.required("points", A_NUMBER), "points");
      Node of = fields.get("of");
      Node each = fields.get("each");
      Node most = fields.get("most");
      Amount amount =
          of == null
              ? Amount.of(points)
              : new Amount(
                  points,
                  values.text(of, "of"),
                  each == null ? 1 : positive(section, each, "each"),
                  most == null ? Double.MAX_VALUE : positive(section, most, "most"));
      cues.add(section.cues().one(fields, new Meaning.Effort(amount)));
    }
  }

  private Emotion emotion(List<Cue> cues) {
    Section section = sections.apply("emotion");
    Values values = section.values();
    var fields =
        section.fields(
            "emotion",
            "peak",
            "last",
            "mean",
            "peak_within",
            "half_life",
            "friction",
            "recovery",
            "add");
    feelings(section, fields.get("add"), cues);
    return new Emotion(
        values.number(fields.required("peak", A_NUMBER), "peak"),
        values.number(fields.required("last", A_NUMBER), "last"),
        values.number(fields.required("mean", A_NUMBER), "mean"),
        values.span(fields.required("peak_within", Spans.EXPECTED), "peak_within"),
        values.span(fields.required("half_life", Spans.EXPECTED), "half_life"),
        friction(section, fields.required("friction", "{low: -0.1, ...}")),
        valence(section, fields.required("recovery", A_NUMBER), "recovery"));
  }

  private static Map<Severity, Double> friction(Section section, @Nullable Node node) {
    Map<Severity, Double> friction = new EnumMap<>(Severity.class);
    if (node != null) {
      String[] names = Arrays.stream(Severity.values()).map(Values::name).toArray(String[]::new);
      var fields = Fields.of(node, "friction", section.problems(), names);
      for (Severity severity : Severity.values()) {
        Node value = fields.get(Values.name(severity));
        if (value != null) {
          friction.put(severity, valence(section, value, Values.name(severity)));
        }
      }
    }
    friction.values().removeIf(value -> value == 0);
    return friction;
  }

  private static void feelings(Section section, @Nullable Node add, List<Cue> cues) {
    for (Node item : section.values().items(add)) {
      var fields =
          Fields.of(
              item,
              "emotion",
              section.problems(),
              "when",
              "per",
              "rule",
              "valence",
              "of",
              "from",
              "to");
      cues.add(section.cues().one(fields, new Meaning.Felt(feeling(section, fields))));
    }
  }

  private static Valence feeling(Section section, Fields fields) {
    Node fixed = fields.get("valence");
    Node of = fields.get("of");
    if ((fixed == null) == (of == null)) {
      section
          .problems()
          .error(fields.at(), "emotion: expected \"valence\", or \"of\" with \"from\" and \"to\"");
    }
    if (of != null) {
      Node to = fields.required("to", "the best value");
      double least = section.values().number(fields.required("from", "the worst value"), "from");
      double most = section.values().number(to, "to");
      if (to != null && least >= most) {
        section.problems().error(to, "to: expected more than \"from\"");
      }
      return new Valence.Scaled(section.values().text(of, "of"), least, most);
    }
    if (fixed != null && YamlNodes.word(fixed).equals("survey")) {
      return new Valence.Survey();
    }
    return new Valence.Always(valence(section, fixed, "valence"));
  }

  private static double valence(Section section, @Nullable Node node, String what) {
    double value = section.values().number(node, what);
    if (node != null && Math.abs(value) > 1) {
      section.problems().error(node, what + ": expected -1 to 1, or \"survey\"");
    }
    return value;
  }

  private static double positive(Section section, Node node, String what) {
    double value = section.values().number(node, what);
    if (value <= 0) {
      section.problems().error(node, what + ": expected more than 0");
    }
    return value;
  }

  private static List<Struggle> struggles(Section section, @Nullable Node add, List<Cue> cues) {
    List<Struggle> struggles = new ArrayList<>();
    for (Node item : section.values().items(add)) {
      var fields =
          Fields.of(item, "frustration", section.problems(), "id", "when", "per", "rule", "points");
      cues.add(section.cues().one(fields, new Meaning.Struggles(struggles.size())));
      Node id = fields.required("id", "a name");
      String name = section.values().text(id, "id");
      for (Struggle other : struggles) {
        if (id != null && Stage.clash(other.id(), name)) {
          section.problems().error(id, JourneyReader.clash(name, other.id()));
        }
      }
      struggles.add(
          new Struggle(
              name, section.values().number(fields.required("points", A_NUMBER), "points")));
    }
    if (struggles.size() > MOST_STRUGGLES && add != null) {
      section.problems().error(add, "frustration: at most " + MOST_STRUGGLES + " kinds");
    }
    return List.copyOf(struggles);
  }

  private Thresholds thresholds() {
    Section section = sections.apply("thresholds");
    var fields = section.fields("thresholds", "effort", "emotion", "frustration");
    return new Thresholds(
        levels(section, fields.get("effort"), "effort"),
        levels(section, fields.get("emotion"), "emotion"),
        levels(section, fields.get("frustration"), "frustration"));
  }

  private static List<Double> levels(Section section, @Nullable Node node, String what) {
    List<Double> levels = new ArrayList<>();
    for (Node item : section.values().items(node)) {
      double level = section.values().number(item, what);
      if (!levels.isEmpty() && level <= levels.get(levels.size() - 1)) {
        section.problems().error(item, what + ": expected rising levels");
      }
      levels.add(level);
    }
    return List.copyOf(levels);
  }
}
