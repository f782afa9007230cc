package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFormatTest {
  private static final String MAPPING =
      "{event_id: i, event_type: e, event_time: t, customer_id: c, touchpoint: {const: ตะกร้า}}";
  private static final String RECORD =
      "{\"i\":1,\"e\":\"x\",\"c\":\"c\",\"t\":\"2026-03-03T10:00:00Z\"}";

  @TempDir private Path folder;

  @Test
  void theMappingTravelsWithTheJob() throws Exception {
    Path file = Files.writeString(folder.resolve("m.yaml"), MAPPING);
    byte[] job = InstantiationUtil.serializeObject(Format.named("json:" + file));
    Files.delete(file);

    Format there = InstantiationUtil.deserializeObject(job, getClass().getClassLoader());

    RecordFormat reader = there.open(200);
    assertThat(NotedReadings.of(reader, RECORD).event().touchpoint()).isEqualTo("ตะกร้า");
    assertThat(NotedReadings.of(reader, " ".repeat(200) + RECORD).line())
        .startsWith("refused over");
  }

  @Test
  void whatIsWrongWithItIsSaid() throws Exception {
    Path file = Files.writeString(folder.resolve("m.yaml"), "event_id: id\nwhere: x\n");

    assertThatThrownBy(() -> Format.named("json:" + file))
        .isInstanceOf(UnknownFormat.class)
        .hasMessageContaining("m.yaml:2:1: error: mapping: unknown key \"where\"")
        .hasMessageContaining("\"event_type\" is missing");
    assertThatThrownBy(() -> Format.named("json:" + folder.resolve("none.yaml")))
        .hasMessageContaining("there is no mapping");
    assertThatThrownBy(() -> Format.named("json")).hasMessageContaining("json:FILE");
  }
}
