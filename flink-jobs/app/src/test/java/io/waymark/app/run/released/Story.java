package io.waymark.app.run.released;

import io.waymark.app.job.Job;
import io.waymark.app.run.LocalRun;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;

/**
 * What happens to a job before and after its state is taken, and what has to come of it. All times
 * are relative to the one at which the first half was told: the second works as well twenty minutes
 * later as years later.
 */
interface Story {
  long MINUTE = 60_000;

  Job job();

  /** Topics that the job reads. */
  List<String> sources();

  /**
   * Lines of its configuration.
   *
   * @param bound how late events may come
   */
  String options(Path folder, String bound) throws Exception;

  /**
   * Tells the first half and waits until the job has taken all of it in.
   *
   * @param run the job, without any state at first
   * @param at the time that all others are relative to, in epoch milliseconds: now
   * @return what was sent of it, as far as the second half has to fit it
   */
  SortedSet<String> before(ReleasedScene scene, LocalRun run, long at) throws Exception;

  /** Tells the second half, before the job goes on. */
  void after(ReleasedScene scene, long at, SortedSet<String> sent) throws Exception;

  /** What has to come then. */
  SortedSet<String> expected(long at, SortedSet<String> sent);

  /** What has come since. */
  SortedSet<String> seen(ReleasedScene scene) throws Exception;
}
