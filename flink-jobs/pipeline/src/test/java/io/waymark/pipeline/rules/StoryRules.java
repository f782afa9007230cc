package io.waymark.pipeline.rules;

import io.waymark.domain.intervention.SignalStory;
import io.waymark.domain.rule.Alerting;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishes the rule of {@link SignalStory}; a document is one word that says what it asks for. */
public final class StoryRules {
  public static final String RULE = "checkout-abandoned";

  private StoryRules() {}

  public static List<RuleUpdate> published(String text, long revision) {
    return List.of(RuleUpdate.published(RULE, text, revision), RuleUpdate.completed(revision));
  }

  /** A topic that says this and nothing else. */
  public static RuleSource source(String text) {
    return new RuleSource(() -> published(text, 1), StoryRules::compile);
  }

  public static Rule compile(RuleDocument document) {
    return switch (document.text()) {
      case "marketing" -> rule(null, SignalStory.RESUME);
      case "service" -> rule(null, SignalStory.CALL_BACK);
      case "alert" -> rule(new Alerting(List.of("touchpoint"), "web", null), null);
      default -> throw new IllegalArgumentException("unknown: " + document.text());
    };
  }

  private static Rule rule(@Nullable Alerting alert, @Nullable Intervention intervene) {
    return SignalStory.rule(new Pattern.OnEvent(Selector.any()), alert, intervene);
  }
}
