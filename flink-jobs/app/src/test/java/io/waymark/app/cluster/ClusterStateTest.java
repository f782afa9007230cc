package io.waymark.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterStateTest {
  private static final ClusterSize SIZE = ClusterSize.USUAL;

  @TempDir Path folder;

  private Path file;
  private ClusterState state;

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("cluster.json");
    state = new ClusterState(SIZE, ClusterPorts.free(SIZE), Map.of());
    state.write(file);
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    assertThat(ClusterState.read(file)).contains(state);
  }

  @Test
  void aClusterOfAReleaseThatKnewOfNoFiguresIsReadWithoutThem() throws Exception {
    ObjectMapper json = new ObjectMapper();
    ObjectNode written = (ObjectNode) json.readTree(file.toFile());
    ((ObjectNode) written.get("ports")).remove("metrics");
    json.writeValue(file.toFile(), written);

    ClusterPorts ports = ClusterState.read(file).orElseThrow().ports();
    assertThat(ports.web()).isEqualTo(state.ports().web());
    assertThat(SIZE.members()).extracting(ports::figures).containsOnly("");
    assertThat(ports.reporter(SIZE.members(Member.Role.TASKMANAGER).get(1))).contains("-");
  }
}
