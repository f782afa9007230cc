package io.waymark.bench.latency;

import io.waymark.app.job.JourneyJob;
import io.waymark.bench.process.Parent;

/** JourneyJob as it is, in a process that ends with its parent: {@code --config FILE}. */
public final class JourneyProcess {
  private JourneyProcess() {}

  public static void main(String[] args) throws Exception {
    Parent.endWithIt();
    JourneyJob.main(args);
  }
}
