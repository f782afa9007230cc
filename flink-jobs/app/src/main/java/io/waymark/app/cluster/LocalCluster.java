package io.waymark.app.cluster;

import io.waymark.app.job.Job;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Kafka, ZooKeeper, a JobManager and TaskManagers, each a process of its own on the loopback
 * interface. They outlive this process; a state file in the cluster's folder tells later ones which
 * they are. Only processes that this cluster has started are ever signalled.
 */
public final class LocalCluster {
  private static final Duration END = Duration.ofSeconds(20);

  private final ClusterFolder folder;
  private ClusterState state;

  private LocalCluster(ClusterFolder folder, ClusterState state) {
    this.folder = folder;
    this.state = state;
  }

  /** Where the processes of a new cluster listen. */
  public enum Ports {
    /** On the loopback interface, at the ports that everybody knows, as far as they are free. */
    USUAL,
    /** On the loopback interface, at any ports that are free. */
    FREE,
    /** Each in a network namespace of its own, so that it can be cut off. For root on Linux. */
    NAMESPACES
  }

  /**
   * The cluster in a folder.
   *
   * @throws ClusterFailed if there is none
   */
  public static LocalCluster in(Path path) throws ClusterFailed {
    ClusterFolder folder = new ClusterFolder(path);
    return ClusterState.read(folder.state())
        .map(state -> new LocalCluster(folder, state))
        .orElseThrow(
            () ->
                new ClusterFailed(
                    "there is no cluster in %s: make one with: waymark cluster up"
                        .formatted(folder.path())));
  }

  /** Whether there is a cluster in a folder, running or not. */
  public static boolean isIn(Path path) {
    return Files.exists(new ClusterFolder(path).state());
  }

  /**
   * The cluster in a folder, or a new one there, of which nothing runs yet.
   *
   * @throws ClusterFailed if there is one of another size, or with another network
   */
  public static LocalCluster inOrNew(Path path, ClusterSize size, Ports ports)
      throws ClusterFailed {
    ClusterFolder folder = new ClusterFolder(path);
    folder.alone(
        () -> {
          if (!Files.exists(folder.state())) {
            ClusterPorts chosen =
                switch (ports) {
                  case USUAL -> ClusterPorts.usual(size);
                  case FREE -> ClusterPorts.free(size);
                  case NAMESPACES -> ClusterPorts.inNamespaces(size, folder.path());
                };
            new ClusterState(size, chosen, Collections.emptyMap()).write(folder.state());
          }
        });
    LocalCluster found = in(path);
    if (!found.state.size().equals(size)
        || found.state.ports().network().hasNamespaces() != (ports == Ports.NAMESPACES)) {
      throw new ClusterFailed(
          "the cluster in %s is another one: remove the folder, once it is down, or take another"
              .formatted(folder.path()));
    }
    return found;
  }

  /** Starts whatever does not run, and waits until it answers. What runs is left alone. */
  public void up(Distribution distribution, Consumer<String> says) throws ClusterFailed {
    folder.alone(
        () -> {
          reread();
          new JobFiles(folder, state.ports()).writeMissing();
          start(new Launch(folder, state.size(), state.ports(), distribution), says);
        });
  }

  /** All at once, since each waits for those that it needs; then their answers, in that order. */
  private void start(Launch launch, Consumer<String> says) throws ClusterFailed, IOException {
    List<Member> started = new ArrayList<>();
    for (Member member : state.size().members()) {
      ClusterStatus.State now = state.state(member);
      if (now == ClusterStatus.State.FROZEN) {
        says.accept("%s is frozen; --signal CONT lets it go on".formatted(member.name()));
      }
      if (now == ClusterStatus.State.GONE) {
        state = state.with(member, launch.start(member, state.nextStart(member)));
        state.write(folder.state());
        started.add(member);
      }
    }
    Answers answers = new Answers(folder, state.ports(), flink());
    for (Member member : started) {
      ProcessRecord process = state.process(member).orElseThrow();
      answers.await(member, process);
      says.accept(
          "%s runs: process %d %s"
              .formatted(member.name(), process.pid(), state.ports().address(member))
              .strip());
    }
  }

  /**
   * Sends a process a signal; if that is to end it, waits for its end.
   *
   * @return the process that it was
   * @throws ClusterFailed if there is no such process, or it does not run, or does not end
   */
  public long signal(String name, ProcessSignal signal) throws ClusterFailed {
    List<ProcessRecord> sent = new ArrayList<>();
    folder.alone(
        () -> {
          reread();
          Member member = member(name);
          if (state.state(member) == ClusterStatus.State.GONE) {
            throw new ClusterFailed("%s does not run".formatted(name));
          }
          ProcessRecord process = state.process(member).orElseThrow();
          signal.send(process.pid());
          sent.add(process);
          if (signal.ends() && !process.ends(END)) {
            throw new ClusterFailed(
                "%s (process %d) has not ended within %d s; a frozen one ends with --signal KILL"
                    .formatted(name, process.pid(), END.toSeconds()));
          }
        });
    return sent.get(0).pid();
  }

  /**
   * Cuts a process off from all others, or lets it reach them again; it runs on.
   *
   * @throws ClusterFailed if there is no such process, or it has no network namespace
   */
  public void cut(String name, boolean off) throws ClusterFailed {
    folder.alone(
        () -> {
          reread();
          state.ports().network().cut(member(name), off);
        });
  }

  private Member member(String name) throws ClusterFailed {
    List<Member> members = state.size().members();
    return members.stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ClusterFailed(
                    "there is no %s here; there are %s"
                        .formatted(
                            name,
                            members.stream().map(Member::name).collect(Collectors.joining(", ")))));
  }

  /** Ends all that runs, in order; its data stays, and a later start goes on from it. */
  public void down(Consumer<String> says) throws ClusterFailed {
    folder.alone(
        () -> {
          reread();
          List<Member> members = new ArrayList<>(state.size().members());
          Collections.reverse(members);
          for (Member member : members) {
            end(member, says);
          }
          state.ports().network().remove(members);
        });
  }

  private void end(Member member, Consumer<String> says) throws ClusterFailed {
    if (state.state(member) == ClusterStatus.State.GONE) {
      return;
    }
    ProcessRecord process = state.process(member).orElseThrow();
    // A frozen one would not hear that it is to end.
    ProcessSignal.CONT.send(process.pid());
    ProcessSignal.TERM.send(process.pid());
    if (process.ends(END)) {
      says.accept("%s has ended".formatted(member.name()));
      return;
    }
    ProcessSignal.KILL.send(process.pid());
    if (!process.ends(END)) {
      throw new ClusterFailed(
          "%s (process %d) does not end".formatted(member.name(), process.pid()));
    }
    says.accept("%s has been killed: it did not end".formatted(member.name()));
  }

  /** How it is by now, whoever has done something to it. */
  public ClusterStatus status() throws ClusterFailed {
    reread();
    List<ClusterStatus.Process> processes = new ArrayList<>();
    for (Member member : state.size().members()) {
      ClusterStatus.State now = state.state(member);
      Optional<ProcessRecord> last = state.process(member);
      Optional<ProcessRecord> there = last.filter(process -> now != ClusterStatus.State.GONE);
      processes.add(
          new ClusterStatus.Process(
              member.name(),
              now,
              there.map(ProcessRecord::pid).orElse(null),
              there.map(ProcessRecord::startedAt).orElse(null),
              last.map(ProcessRecord::starts).orElse(0),
              state.ports().address(member),
              state.ports().figures(member),
              folder.log(member)));
    }
    return new ClusterStatus(processes, jobs());
  }

  private @Nullable List<FlinkJob> jobs() {
    try {
      return flink().jobs();
    } catch (IOException e) {
      return null;
    }
  }

  /** Where Kafka's clients connect. */
  public String bootstrapServers() {
    return state.ports().quorum().bootstrapServers();
  }

  /** Flink's web page and REST interface. */
  public URI web() {
    return URI.create(state.ports().address(state.size().only(Member.Role.JOBMANAGER)));
  }

  public FlinkRest flink() {
    return new FlinkRest(web());
  }

  /** Where savepoints are to go. */
  public Path savepoints() {
    return folder.savepoints();
  }

  /** A job's configuration for this cluster. */
  public Path configuration(Job job) {
    return new JobFiles(folder, state.ports()).file(job);
  }

  public Path path() {
    return folder.path();
  }

  /** Another process may have done something to it since. */
  private void reread() throws ClusterFailed {
    state =
        ClusterState.read(folder.state())
            .orElseThrow(() -> new ClusterFailed("somebody has removed " + folder.state()));
  }
}
