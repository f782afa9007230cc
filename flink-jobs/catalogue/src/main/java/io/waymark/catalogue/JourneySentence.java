package io.waymark.catalogue;

import io.waymark.domain.journey.Cue;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.journey.Meaning;
import io.waymark.domain.journey.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says in plain English what journeys are. */
public final class JourneySentence {
  private JourneySentence() {}

  /** The model in one line, then one for each stage: its labels, and how it is entered. */
  public static List<String> of(JourneyModel model) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Journeys of model %s go through %s; dormant after %s, sessions end after %s."
            .formatted(
                model.id(),
                model.stages().stream().map(Stage::id).collect(Collectors.joining(", ")),
                Spans.format(model.presence().dormantAfter()),
                Spans.format(model.sessions().gap())));
    for (int stage = 0; stage < model.stages().size(); stage++) {
      lines.add(named(model.stages().get(stage)) + ": " + entered(model, stage) + ".");
    }
    return lines;
  }

  /** {@code purchase (en Purchase, th การซื้อ)}: what people see who don't read ids. */
  private static String named(Stage stage) {
    return stage.labels().isEmpty()
        ? stage.id()
        : new TreeMap<>(stage.labels())
            .entrySet().stream()
                .map(label -> label.getKey() + " " + label.getValue())
                .collect(Collectors.joining(", ", stage.id() + " (", ")"));
  }

  private static String entered(JourneyModel model, int stage) {
    return model.cues().stream()
        .filter(cue -> cue.meaning().equals(new Meaning.Enters(stage)))
        .map(
            cue -> cue instanceof Cue.OfEvents events ? PatternPhrase.of(events.when()) : rule(cue))
        .collect(Collectors.joining(", or "));
  }

  private static String rule(Cue cue) {
    return "when the rule " + ((Cue.OfRule) cue).ruleId() + " fires";
  }
}
