package io.waymark.catalogue;

import io.waymark.catalogue.JourneyReader.Section;
import io.waymark.domain.journey.Cue;
import io.waymark.domain.journey.Meaning;
import io.waymark.domain.journey.Meaning.Outcome;
import io.waymark.domain.journey.Sessions;
import io.waymark.domain.rule.Pattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a session is. */
final class SessionReader {
  private static final int MOST_VIEWS = 1_000;

  private final Section section;
  private final Values values;

  SessionReader(Section section) {
    this.section = section;
    this.values = section.values();
  }

  Sessions read(List<Cue> cues) {
    var fields =
        section.fields(
            "sessions",
            "channels",
            "gap",
            "engaged_after",
            "engaged_views",
            "views",
            "conversions",
            "frustrating_from",
            "satisfying_from",
            "actions");
    of(fields.get("views"), "views", new Meaning.Views(), cues);
    of(fields.get("conversions"), "conversions", new Meaning.Converts(), cues);
    Node actions = fields.get("actions");
    if (actions != null) {
      var outcomes =
          Fields.of(actions, "actions", section.problems(), "satisfying", "neutral", "frustrating");
      for (Outcome outcome : Outcome.values()) {
        String name = Values.name(outcome);
        cues.addAll(section.cues().all(outcomes.get(name), name, new Meaning.Acts(outcome)));
      }
    }
    return new Sessions(
        Set.copyOf(values.texts(fields.required("channels", "a list of channels"), "channels")),
        values.span(fields.required("gap", Spans.EXPECTED), "gap"),
        values.span(fields.required("engaged_after", Spans.EXPECTED), "engaged_after"),
        values.integer(
            fields.required("engaged_views", "a whole number"), "engaged_views", 1, MOST_VIEWS),
        values.percent(fields.required("satisfying_from", "a percentage"), "satisfying_from"),
        values.percent(fields.required("frustrating_from", "a percentage"), "frustrating_from"));
  }

  private void of(@Nullable Node node, String what, Meaning meaning, List<Cue> cues) {
    if (node != null) {
      var which = new SelectorReader(section.problems()).read(node, what);
      cues.add(new Cue.OfEvents(new Pattern.OnEvent(which), List.of(), meaning));
    }
  }
}
