package io.waymark.app.cluster;

import io.waymark.app.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration of each job for this cluster, to start from. */
record JobFiles(ClusterFolder folder, ClusterPorts ports) {

  /** Writes those that are not there: what somebody has changed stays. */
  void writeMissing() throws IOException {
    for (Job job : Job.values()) {
      Path file = file(job);
      if (!Files.exists(file)) {
        Files.writeString(file, text(job));
      }
    }
  }

  Path file(Job job) {
    return folder.path().resolve(job.title() + ".yaml");
  }

  private String text(Job job) {
    return job.template()
        .replace("localhost:9092", ports.quorum().bootstrapServers())
        .replace("file:///var/lib/waymark/", folder.path().toUri().toString());
  }
}
