package io.waymark.app.cli;

import io.waymark.app.canary.CanaryMetrics;
import io.waymark.app.canary.RunningCanary;
import io.waymark.app.job.JobSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark canary}. */
@Command(
    name = "canary",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Proves, time after time, that what should be noticed is: a customer who does not exist"
          + " leaves, and has to be missed 20 s later. What they do is in no figure, and nobody is"
          + " told of it.",
      "The journey job has to run, with any rules, and to read the topic interactions. Its own"
          + " answer is at /metrics:",
      "  waymark_canary_age_seconds             since it was missed in time",
      "  waymark_canary_probes_total{outcome}   proven, late, wrong, lost, unsent",
      "  waymark_canary_every_seconds           as --every says"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or the address cannot be had",
      "130:interrupted"
    })
final class CanaryCommand implements Callable<Integer> {
  private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int PORTS = 1 << 16;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Option(
      names = "--every",
      paramLabel = "D",
      defaultValue = "1m",
      description = "From one probe to the next (default: ${DEFAULT-VALUE}).")
  private String every = "1m";

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9260",
      description = "Where its metrics are (default: ${DEFAULT-VALUE}).")
  private String listen = "127.0.0.1:9260";

  @Override
  public Integer call() throws InterruptedException {
    Duration pause = pause();
    InetSocketAddress address = address();
    JobSettings settings = place.reached();
    PrintWriter err = spec.commandLine().getErr();
    try (RunningCanary canary =
            RunningCanary.start(
                settings.client(), settings.topics(), pause, InstantSource.system());
        CanaryMetrics metrics = CanaryMetrics.serve(canary, address)) {
      err.println("canary: http://" + address.getHostString() + ":" + metrics.port() + "/metrics");
      err.flush();
      CountDownLatch interrupted = new CountDownLatch(1);
      Thread end =
          new Thread(
              () -> {
                canary.close();
                interrupted.countDown();
              },
              "canary-end");
      Runtime.getRuntime().addShutdownHook(end);
      interrupted.await();
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CommandFailed("can't listen on " + listen + ": " + e.getMessage());
    }
  }

  private Duration pause() {
    Duration pause = Durations.parse(spec.commandLine(), "--every", every);
    if (pause.compareTo(SHORTEST) < 0) {
      throw new ParameterException(spec.commandLine(), "--every has to be 1s at least");
    }
    return pause;
  }

  private InetSocketAddress address() {
    Matcher parts = ADDRESS.matcher(listen);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) >= PORTS) {
      throw new ParameterException(
          spec.commandLine(), "--listen " + listen + " is no address like 127.0.0.1:9260");
    }
    InetSocketAddress address =
        new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
    if (address.isUnresolved()) {
      throw new ParameterException(
          spec.commandLine(), "--listen: nobody knows the host " + parts.group(1));
    }
    return address;
  }
}
