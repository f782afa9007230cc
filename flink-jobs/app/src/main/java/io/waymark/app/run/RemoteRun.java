package io.waymark.app.run;

import io.waymark.app.job.JobConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.executors.RemoteExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Submits a job to a standalone cluster.
 *
 * @param jar the job jar
 */
public record RemoteRun(ClusterAddress target, Path jar) {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration ALL_RUN = Duration.ofMinutes(2);

  /** Submits the job and waits until every task of it runs. */
  public JobID submit(JobConfig config) throws CannotRun {
    Configuration flink = new Configuration(config.flink());
    flink.set(DeploymentOptions.TARGET, RemoteExecutor.NAME);
    flink.set(DeploymentOptions.ATTACHED, false);
    flink.set(RestOptions.ADDRESS, target.web().getHost());
    flink.set(RestOptions.PORT, target.web().getPort());
    flink.set(PipelineOptions.JARS, List.of(jar.toUri().toString()));
    try {
      StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
      config.job().compose(env, config.settings());
      JobClient job = env.executeAsync(config.job().title());
      new JobTasks(target.web(), job.getJobID()).awaitRunning(ALL_RUN);
      return job.getJobID();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("interrupted", e);
    } catch (CannotRun e) {
      throw e;
    } catch (Exception e) {
      throw new CannotRun("the job could not be submitted to " + target + ": " + Reasons.of(e), e);
    }
  }

  /** Makes sure that a cluster answers. */
  public void ensureReachable() throws CannotRun {
    HttpRequest overview =
        HttpRequest.newBuilder(target.web().resolve("/overview")).timeout(ANSWER).build();
    try {
      int status =
          HttpClient.newBuilder()
              .connectTimeout(ANSWER)
              .build()
              .send(overview, HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new CannotRun(
            "what answers at %s is no Flink cluster (%d)".formatted(target, status));
      }
    } catch (IOException e) {
      throw new CannotRun(
          "no Flink cluster answers at %s. Is it running, is it the address of its web page?"
              .formatted(target),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("interrupted", e);
    }
  }
}
