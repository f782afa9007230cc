package io.waymark.app.savepoint;

import io.waymark.app.job.JobConfig;
import io.waymark.app.run.CannotRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Whether this release, as configured, takes over all that a savepoint has: what Flink would refuse
 * when the job starts, said before the old one is stopped.
 *
 * @param findings each of which would keep the job from starting; empty if it can
 * @param notes for people: what is taken over, and what starts without state
 */
public record TakeOver(List<String> findings, List<String> notes) {

  /** Compares a savepoint with the job that the configuration is of. Runs nothing. */
  public static TakeOver of(Savepoint savepoint, JobConfig config) {
    Map<OperatorID, Place> places = places(config);
    List<String> findings = new ArrayList<>();
    Set<String> known = new HashSet<>();
    int unknown = 0;
    long bytes = 0;
    for (SavedOperator operator : savepoint.operators()) {
      Place place = places.get(operator.id());
      if (place != null) {
        known.add(place.uid());
        bytes += operator.bytes();
        compare(operator, place, findings);
      } else if (operator.hasState()) {
        unknown++;
        findings.add(
            "operator %s has %d bytes of state that this release has no place for"
                .formatted(operator.uid(), operator.bytes()));
      }
    }
    // All jobs have some operators in common, such as what writes dead letters.
    if (known.size() <= unknown) {
      findings.add(0, "this is no savepoint of the job " + config.job().title());
    }
    List<String> notes = new ArrayList<>();
    notes.add("%d operators, %d bytes of state are taken over".formatted(known.size(), bytes));
    Set<String> fresh = new TreeSet<>();
    places.values().forEach(place -> fresh.add(place.uid()));
    fresh.removeAll(known);
    fresh.forEach(uid -> notes.add("operator %s is new, or never had state".formatted(uid)));
    return new TakeOver(List.copyOf(findings), List.copyOf(notes));
  }

  /**
   * An operator of the new job.
   *
   * @param maxParallelism -1 if the configuration leaves it to Flink, which then takes the old one
   */
  private record Place(String uid, int parallelism, int maxParallelism) {}

  private static Map<OperatorID, Place> places(JobConfig config) {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(config.flink());
    config.job().compose(env, config.settings());
    Map<OperatorID, Place> places = new HashMap<>();
    for (JobVertex vertex : env.getStreamGraph().getJobGraph().getVertices()) {
      for (OperatorIDPair operator : vertex.getOperatorIDs()) {
        String uid = operator.getUserDefinedOperatorUid();
        OperatorID id =
            operator.getUserDefinedOperatorID().orElse(operator.getGeneratedOperatorID());
        places.put(
            id,
            new Place(
                uid == null ? id.toHexString() : uid,
                vertex.getParallelism(),
                vertex.getMaxParallelism()));
      }
    }
    return places;
  }

  private static void compare(SavedOperator operator, Place place, List<String> findings) {
    int before = operator.maxParallelism();
    if (place.maxParallelism() > 0 && place.maxParallelism() != before) {
      findings.add(
          "operator %s has a max parallelism of %d in the savepoint and of %d now: it can't be changed; set pipeline.max-parallelism to what it was"
              .formatted(place.uid(), before, place.maxParallelism()));
    } else if (place.parallelism() > before) {
      findings.add(
          "operator %s would run in %d subtasks and has %d key groups: lower parallelism.default"
              .formatted(place.uid(), place.parallelism(), before));
    }
    try {
      KeyedStates.describe(operator);
    } catch (CannotRun e) {
      findings.add(String.valueOf(e.getMessage()));
    }
  }
}
