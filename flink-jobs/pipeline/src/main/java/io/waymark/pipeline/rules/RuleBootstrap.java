package io.waymark.pipeline.rules;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Reads the rules as they are when the job starts, before its first event. */
@FunctionalInterface
public interface RuleBootstrap extends Serializable {
  /**
   * All records of the rules topic up to its end as of now, in order; empty if there are none.
   * Called once per subtask and start.
   */
  List<RuleUpdate> load() throws IOException;
}
