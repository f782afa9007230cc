package io.waymark.catalogue;

import io.waymark.domain.journey.Cue;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.journey.Meaning;
import io.waymark.domain.journey.Presence;
import io.waymark.domain.journey.Scoring;
import io.waymark.domain.journey.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a {@code journey:}. A section that it lacks is the shipped one; one that it has replaces
 * the shipped one as a whole.
 */
final class JourneyReader {
  static final String[] SECTIONS = {
    "model",
    "stages",
    "regress",
    "exit",
    "presence",
    "sessions",
    "effort",
    "emotion",
    "frustration",
    "health",
    "contact",
    "orders",
    "thresholds",
    "touchpoints"
  };
  private static final Set<String> OF_STAGES = Set.of("stages", "regress", "exit");
  private static final int MOST_STAGES = 32;
  private static final int MOST_TOUCHPOINTS = 200;

  private final Problems problems;
  private @Nullable Fields own;
  private String model = ShippedJourney.DEFAULT;

  JourneyReader(Problems problems) {
    this.problems = problems;
  }

  /** The model; only to be used if no errors were reported on the way. */
  JourneyModel read(Node node) {
    own = Fields.of(node, "journey", problems, SECTIONS);
    model = model(own);
    List<Cue> cues = new ArrayList<>();
    List<Stage> stages = stages(cues);
    moves(stages, cues);
    new OverlayReader(this::section).read(cues);
    var sessions = new SessionReader(section("sessions")).read(cues);
    Scoring scoring = new ScoringReader(this::section).read(cues);
    Section touchpoints = section("touchpoints");
    return new JourneyModel(
        model,
        stages,
        List.copyOf(cues),
        scoring,
        sessions,
        presence(),
        touchpoints.values().integer(touchpoints.node(), "touchpoints", 0, MOST_TOUCHPOINTS));
  }

  /** A part of the journey, and where to report what is wrong with it. */
  record Section(@Nullable Node node, Problems problems) {
    Values values() {
      return new Values(problems);
    }

    CueReader cues() {
      return new CueReader(problems);
    }

    Fields fields(String what, String... known) {
      return Fields.of(Objects.requireNonNull(node), what, problems, known);
    }
  }

  private Section section(String name) {
    Fields written = Objects.requireNonNull(own);
    boolean ofStages = OF_STAGES.contains(name);
    if (written.has(name) || (ofStages && written.has("stages"))) {
      return new Section(written.get(name), problems);
    }
    var shipped = ShippedJourney.part(ofStages ? model : "scores");
    return new Section(shipped.fields().get(name), shipped.problems());
  }

  private String model(Fields fields) {
    Node node = fields.get("model");
    if (fields.has("stages")) {
      return node == null ? "custom" : new Values(problems).text(node, "model");
    }
    if (node == null) {
      return ShippedJourney.DEFAULT;
    }
    String name = new Values(problems).text(node, "model");
    if (!ShippedJourney.MODELS.contains(name)) {
      problems.error(
          node,
          "model: expected one of "
              + String.join(", ", ShippedJourney.MODELS)
              + ", or \"stages\" of your own, got "
              + YamlNodes.describe(node)
              + Spelling.hint(name, ShippedJourney.MODELS));
      return ShippedJourney.DEFAULT;
    }
    return name;
  }

  private List<Stage> stages(List<Cue> cues) {
    Section section = section("stages");
    String expected = "a list of {id: ..., label: {en: ...}, enter: [...]}";
    List<Stage> stages = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Node item : section.values().list(section.node(), "stages", expected)) {
      var fields =
          Fields.of(item, "stage", section.problems(), "id", "label", "enter", "overstayed_after");
      Node id = fields.required("id", "a name such as consideration");
      String name = section.values().text(id, "id");
      if (id != null && !name.matches("[a-z][a-z0-9_]{0,49}")) {
        section.problems().error(id, "id: expected snake_case, got " + YamlNodes.describe(id));
      }
      if (id != null && !ids.add(name)) {
        section.problems().error(id, "id: there are two stages \"" + name + "\"");
      }
      for (Stage other : stages) {
        if (id != null && !other.id().equals(name) && Stage.clash(other.id(), name)) {
          section.problems().error(id, clash(name, other.id()));
        }
      }
      Node overstayed = fields.get("overstayed_after");
      int stage = stages.size();
      cues.addAll(
          section
              .cues()
              .all(
                  fields.required("enter", CueReader.EXPECTED),
                  "enter",
                  new Meaning.Enters(stage)));
      stages.add(
          new Stage(
              name,
              labels(fields.get("label"), section),
              overstayed == null
                  ? null
                  : (Long) section.values().span(overstayed, "overstayed_after")));
    }
    if (stages.size() > MOST_STAGES && section.node() != null) {
      section.problems().error(section.node(), "stages: at most " + MOST_STAGES);
    }
    return List.copyOf(stages);
  }

  /** Two names of which what is stored would not know which is meant. */
  static String clash(String name, String other) {
    return "id: \"%s\" can't stand beside \"%s\": both are stored as the same number, call it something else"
        .formatted(name, other);
  }

  private static Map<String, String> labels(@Nullable Node node, Section section) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (node instanceof MappingNode map) {
      for (var entry : map.getValue()) {
        labels.put(
            section.values().text(entry.getKeyNode(), "label"),
            section.values().text(entry.getValueNode(), "label"));
      }
    } else if (node != null) {
      section.problems().error(node, "label: expected {en: ..., th: ...}");
    }
    return Map.copyOf(labels);
  }

  private void moves(List<Stage> stages, List<Cue> cues) {
    Section regress = section("regress");
    for (Node item : regress.values().items(regress.node())) {
      var fields = Fields.of(item, "regress", regress.problems(), "when", "per", "rule", "to");
      Node to = fields.required("to", "the id of a stage");
      String id = regress.values().text(to, "to");
      int stage = stages.stream().map(Stage::id).toList().indexOf(id);
      if (to != null && stage < 0) {
        regress.problems().error(to, "to: there is no stage \"" + id + "\"");
      }
      cues.add(regress.cues().one(fields, new Meaning.FallsBack(Math.max(0, stage))));
    }
    Section exit = section("exit");
    cues.addAll(exit.cues().all(exit.node(), "exit", new Meaning.Exits()));
  }

  private Presence presence() {
    Section section = section("presence");
    var fields = section.fields("presence", "channels", "dormant_after", "lapsed_after");
    Node lapsed = fields.required("lapsed_after", Spans.EXPECTED);
    long dormantAfter =
        section.values().span(fields.required("dormant_after", Spans.EXPECTED), "dormant_after");
    long lapsedAfter = section.values().span(lapsed, "lapsed_after");
    if (lapsed != null && lapsedAfter <= dormantAfter) {
      section.problems().error(lapsed, "lapsed_after: expected more than dormant_after");
    }
    return new Presence(
        Set.copyOf(
            section.values().texts(fields.required("channels", "a list of channels"), "channels")),
        dormantAfter,
        lapsedAfter);
  }
}
