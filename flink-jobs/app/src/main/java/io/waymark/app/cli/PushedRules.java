package io.waymark.app.cli;

import io.waymark.app.kafka.BrokerUnavailable;
import io.waymark.app.kafka.NoRulesTopic;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.rules.DocumentDating;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Help.Ansi;

/** A push, and what it has done. */
final class PushedRules {
  private PushedRules() {}

  /**
   * Publishes documents, keeps them for going back, and prints what has changed.
   *
   * @throws CommandFailed if they are published and can't be kept
   */
  static void push(TopicsPlace.Place place, Map<String, String> documents, PrintWriter out) {
    RulesTopic.Changes pushed = place.open().push(documents, new DocumentDating());
    each(out, "@|green new      |@", pushed.added());
    each(out, "@|yellow changed  |@", changed(pushed));
    each(out, "@|red withdrawn|@", pushed.withdrawn());
    out.printf(
        "revision %d: %d new, %d changed, %d withdrawn, %d unchanged%n",
        pushed.revision(),
        pushed.added().size(),
        pushed.changed().size(),
        pushed.withdrawn().size(),
        pushed.unchanged().size());
    out.flush();
    try {
      place.revisions().keep(pushed.revision(), documents);
    } catch (BrokerUnavailable | NoRulesTopic | KafkaException e) {
      throw new CommandFailed(
          "revision %d is published and in force, but could not be kept in %s to go back to later: %s"
              .formatted(pushed.revision(), place.topics().ruleRevisions(), e.getMessage()));
    }
  }

  private static List<String> changed(RulesTopic.Changes pushed) {
    List<String> onArrival = pushed.changedOnArrival();
    return pushed.changed().stream()
        .map(id -> onArrival.contains(id) ? id + " (on arrival: its version is not higher)" : id)
        .toList();
  }

  private static void each(PrintWriter out, String what, List<String> ids) {
    ids.forEach(id -> out.println(Ansi.AUTO.string(what) + " " + id));
  }
}
