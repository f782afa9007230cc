package io.waymark.app.job;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Interactions to signals and facts, in Kafka. */
public final class JourneyJob {
  private JourneyJob() {}

  /** {@code --config FILE}, once or more often: what a later one says goes before. */
  public static void main(String[] args) throws Exception {
    Job.JOURNEY.execute(args);
  }

  static void compose(StreamExecutionEnvironment env, JobSettings settings) {
    Composition job = Composition.of(env, settings, Job.JOURNEY);
    job.journeys(job.interactions(), job.rules());
  }
}
