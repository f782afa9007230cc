package io.waymark.app.rules;

import io.waymark.catalogue.Catalogue;
import io.waymark.pipeline.rules.RuleBootstrap;
import io.waymark.pipeline.rules.RuleUpdate;
import java.util.ArrayList;
import java.util.List;

/** A catalogue as one complete revision, for jobs that read no rules topic. */
public record PublishedRules(ArrayList<RuleUpdate> updates) implements RuleBootstrap {
  private static final long REVISION = 1;

  public static PublishedRules of(Catalogue catalogue) {
    ArrayList<RuleUpdate> updates = new ArrayList<>();
    PublishedDocuments.of(catalogue)
        .forEach((id, text) -> updates.add(RuleUpdate.published(id, text, REVISION)));
    updates.add(RuleUpdate.completed(REVISION));
    return new PublishedRules(updates);
  }

  @Override
  public List<RuleUpdate> load() {
    return updates;
  }
}
