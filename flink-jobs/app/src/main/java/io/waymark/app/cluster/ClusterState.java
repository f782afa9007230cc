package io.waymark.app.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a cluster between two commands.
 *
 * @param processes the last process of each member that has ever been started, by the member's name
 */
record ClusterState(ClusterSize size, ClusterPorts ports, Map<String, ProcessRecord> processes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  ClusterState {
    processes = Collections.unmodifiableMap(new TreeMap<>(processes));
  }

  /**
   * As it was last written; empty if there is none.
   *
   * @throws ClusterFailed if there is one that can't be read
   */
  static Optional<ClusterState> read(Path file) throws ClusterFailed {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode written = JSON.readTree(file.toFile());
      // What a release has written that knew of no figures.
      if (written.path("ports") instanceof ObjectNode ports && !ports.has("metrics")) {
        ports.putArray("metrics");
      }
      return Optional.of(JSON.treeToValue(written, ClusterState.class));
    } catch (JsonProcessingException e) {
      throw new ClusterFailed(
          "%s is not what was written there (%s): end the cluster's processes by hand, and remove it"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new ClusterFailed("can't read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Whoever is killed while writing leaves the old one. */
  void write(Path file) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    JSON.writerWithDefaultPrettyPrinter().writeValue(written.toFile(), this);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Optional<ProcessRecord> process(Member member) {
    return Optional.ofNullable(processes.get(member.name()));
  }

  ClusterStatus.State state(Member member) {
    return process(member).map(ProcessRecord::state).orElse(ClusterStatus.State.GONE);
  }

  ClusterState with(Member member, ProcessRecord process) {
    Map<String, ProcessRecord> more = new TreeMap<>(processes);
    more.put(member.name(), process);
    return new ClusterState(size, ports, more);
  }

  /** The number of the member's next start. */
  int nextStart(Member member) {
    return process(member).map(process -> process.starts() + 1).orElse(1);
  }
}
