package io.waymark.domain.friction;

import io.waymark.domain.journey.Cue;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.journey.Meaning;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cues of a journey model as rules, so that one engine evaluates, keeps and merges both. */
final class Cues {
  private Cues() {}

  /** A cue in the shape of a rule. */
  record CueRule(Rule rule, Meaning meaning) {}

  /** Those that patterns of events give, in their order. */
  static List<CueRule> ofEvents(@Nullable JourneyModel model) {
    List<CueRule> rules = new ArrayList<>();
    if (model == null) {
      return rules;
    }
    Map<String, Integer> numbers = new HashMap<>();
    List<Cue> cues = model.cues();
    for (int i = 0; i < cues.size(); i++) {
      if (cues.get(i) instanceof Cue.OfEvents cue) {
        String name = name(cue.meaning(), model);
        int number = numbers.merge(name, 1, Integer::sum);
        rules.add(new CueRule(rule("_cue/" + name + "/" + number, cue), cue.meaning()));
      }
    }
    return rules;
  }

  /** Stages and struggles by their ids: a model may get others before them. */
  private static String name(Meaning meaning, JourneyModel model) {
    if (meaning instanceof Meaning.Enters enters) {
      return "enters " + model.stages().get(enters.stage()).id();
    }
    if (meaning instanceof Meaning.FallsBack back) {
      return "falls back " + model.stages().get(back.stage()).id();
    }
    if (meaning instanceof Meaning.Struggles struggles) {
      return "struggles " + model.scoring().struggles().get(struggles.kind()).id();
    }
    return meaning.toString();
  }

  /** What fires of a rule mean. */
  static List<Meaning> ofRule(@Nullable JourneyModel model, String ruleId) {
    return model == null
        ? List.of()
        : model.cues().stream()
            .filter(cue -> cue instanceof Cue.OfRule rule && rule.ruleId().equals(ruleId))
            .map(Cue::meaning)
            .toList();
  }

  private static Rule rule(String id, Cue.OfEvents cue) {
    return new Rule(
        id,
        1,
        id,
        null,
        Kind.FRICTION,
        Severity.INFO,
        null,
        List.of(),
        Mode.LIVE,
        Long.MIN_VALUE,
        cue.per(),
        cue.when(),
        List.of(),
        List.of(),
        0,
        List.of(),
        0,
        null,
        null);
  }
}
