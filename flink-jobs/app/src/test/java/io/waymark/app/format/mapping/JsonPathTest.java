package io.waymark.app.format.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

  @ParameterizedTest
  @CsvSource({
    "a, 1",
    "b.c, 2",
    "b.d[1], 4",
    "b.e[0][1].f, 6",
    "$.a, 0",
    "$.thing.b.c, 2",
    "/a, 1",
    "/b/d/1, 4",
    "/x.y, 7",
    "/x~1y, 8",
    "b.d[7], ''",
    "b.c.nowhere, ''",
    "a[0], ''",
    "/b/d/one, ''"
  })
  void aPathFindsWhatStandsThere(String text, String found) throws Exception {
    JsonNode record =
        new ObjectMapper()
            .readTree(
                "{'a':0,'thing':{'a':1,'b':{'c':2,'d':[3,4],'e':[[5,{'f':6}]]},'x.y':7,'x/y':8}}"
                    .replace('\'', '"'));

    JsonPath path = Objects.requireNonNull(JsonPath.parse(text));
    assertThat(path.find(record, record.path("thing")).asText()).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a[", "a[x]", "a[-1]", "[0]", "$.", "a]b"})
  void whatIsNoPathIsNone(String text) {
    assertThat(JsonPath.parse(text)).isNull();
  }

  @Test
  void aReplacementLeavesTheRestAsItIs() throws Exception {
    ObjectMapper json = new ObjectMapper();
    JsonNode record = json.readTree("{\"a\":[{\"b\":1,\"c\":2},3]}");

    JsonNode replaced =
        Objects.requireNonNull(JsonPath.parse("$.a[0].b")).replaced(record, json.readTree("9"));

    assertThat(replaced).isEqualTo(json.readTree("{\"a\":[{\"b\":9,\"c\":2},3]}"));
    assertThat(record.toString()).contains("\"b\":1");
  }
}
