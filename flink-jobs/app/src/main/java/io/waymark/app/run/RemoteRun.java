package io.waymark.app.run;

import io.waymark.app.job.JobConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
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
 * @param target the cluster's REST interface: {@code http://host:port}
 * @param jar the job jar
 */
public record RemoteRun(URI target, Path jar) {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration RUNNING = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Submits the job and waits until all of it runs. */
  public JobID submit(JobConfig config) throws CannotRun {
    ask();
    Configuration flink = new Configuration(config.flink());
    flink.set(DeploymentOptions.TARGET, RemoteExecutor.NAME);
    flink.set(DeploymentOptions.ATTACHED, false);
    flink.set(RestOptions.ADDRESS, target.getHost());
    flink.set(RestOptions.PORT, target.getPort());
    flink.set(PipelineOptions.JARS, List.of(jar.toUri().toString()));
    try {
      StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
      config.job().compose(env, config.settings());
      JobClient job = env.executeAsync(config.job().title());
      awaitRunning(job);
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

  private void ask() throws CannotRun {
    HttpRequest overview =
        HttpRequest.newBuilder(target.resolve("/overview")).timeout(ANSWER).build();
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

  private void awaitRunning(JobClient job)
      throws CannotRun, InterruptedException, ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + RUNNING.toNanos();
    while (System.nanoTime() < deadline) {
      JobStatus status = job.getJobStatus().get(ANSWER.toSeconds(), TimeUnit.SECONDS);
      if (status == JobStatus.RUNNING) {
        return;
      }
      if (status.isGloballyTerminalState()) {
        throw new CannotRun(
            "job %s ended as it started (%s); the cluster's web page says why: %s"
                .formatted(job.getJobID(), status, target));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new CannotRun(
        "job %s did not run within %d s: has the cluster enough free slots? %s"
            .formatted(job.getJobID(), RUNNING.toSeconds(), target));
  }
}
