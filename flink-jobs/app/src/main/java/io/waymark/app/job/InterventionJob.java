package io.waymark.app.job;

import io.waymark.app.kafka.ResultSource;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.intervention.DecisionClock;
import io.waymark.pipeline.intervention.InterventionTopology;
import io.waymark.pipeline.intervention.PauseFeed;
import java.time.Clock;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Signals and facts to triggers, in Kafka. */
public final class InterventionJob {
  private InterventionJob() {}

  /** {@code --config FILE}, once or more often: what a later one says goes before. */
  public static void main(String[] args) throws Exception {
    Job.INTERVENTION.execute(args);
  }

  static void compose(StreamExecutionEnvironment env, JobSettings settings) {
    Composition job = Composition.of(env, settings, Job.INTERVENTION);
    ResultSource results = job.results(ResultSource.Time.OCCURRED);
    ResultSource.Read<Signal> signals = results.signals(env, settings.topics().signals());
    ResultSource.Read<Fact> facts = results.facts(env, settings.topics().facts());
    PauseFeed pauses = job.pauses();
    InterventionTopology.Decisions decided =
        job.triggers(
            signals.elements(),
            facts.elements(),
            job.rules(),
            pauses,
            DecisionClock.wallClock(Clock.systemUTC()));
    job.outcomes(decided.decisions(), signals.elements(), facts.elements(), pauses);
    job.deadLetters(signals.deadLetters().union(facts.deadLetters()));
  }
}
