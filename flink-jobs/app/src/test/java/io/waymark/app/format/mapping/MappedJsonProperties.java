package io.waymark.app.format.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.format.AnyJson;
import io.waymark.app.format.GoldenFiles;
import io.waymark.app.format.NotedReadings;
import io.waymark.app.format.ReadingsCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MappedJsonProperties {
  private static final List<String> PATHS =
      List.of(
          "/user",
          "/user/id",
          "/device",
          "/device/cookie",
          "/events",
          "/events/0/id",
          "/events/0/kind",
          "/events/0/action",
          "/events/0/at",
          "/events/0/page",
          "/events/0/basket",
          "/events/0/basket/total",
          "/events/0/basket/lines",
          "/events/0/basket/id",
          "/events/0/guest",
          "/events/2/at",
          "/events/3/at");

  private final Path example;
  private final MappedJsonFormat format;

  MappedJsonProperties() throws Exception {
    example = GoldenFiles.of("json").get(0).resolveSibling("shop.yaml");
    format = new MappedJsonFormat(MappingLoader.load("shop.yaml", Files.readString(example)));
  }

  @Property
  void eachThingIsOneReading(@ForAll("records") JsonNode record) throws Exception {
    int things = record.path("events").isArray() ? Math.max(1, record.path("events").size()) : 1;

    ReadingsCheck.check(NotedReadings.of(format, record.toString()), things);
  }

  @Property
  void whatIsRefusedIsRefusedAgainByItself(@ForAll("records") JsonNode record) {
    NotedReadings noted = NotedReadings.of(format, record.toString());

    List<String> refusals = noted.lines().stream().filter(line -> line.startsWith("ref")).toList();
    for (int i = 0; i < refusals.size(); i++) {
      String again = new String(noted.refusedBytes().get(i), UTF_8);
      assertThat(NotedReadings.of(format, again).line())
          .isEqualTo(refusals.get(i).replaceFirst("events\\[\\d+]", "events[0]"));
    }
  }

  @Property
  void whateverIsWrittenIsAMappingOrHasProblemsWithPlaces(@ForAll("scribbles") String text) {
    try {
      MappingLoader.load("m", text);
    } catch (InvalidMapping e) {
      assertThat(e.problems())
          .isNotEmpty()
          .allMatch(problem -> problem.place().line() > 0 && problem.place().column() > 0);
    }
  }

  @Provide
  Arbitrary<JsonNode> records() throws IOException {
    JsonNode model = new ObjectMapper().readTree(example.resolveSibling("shop.json").toFile());
    return AnyJson.near(model, PATHS);
  }

  /** The example with a piece of it replaced. */
  @Provide
  Arbitrary<String> scribbles() throws IOException {
    String text = Files.readString(example);
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.of(
                "",
                ":",
                "{",
                "]",
                "\n",
                "field",
                "const: 1",
                "- ",
                "&a ",
                "*a",
                "!x",
                "on",
                "\t",
                "$.",
                "[0]",
                "null",
                "otherwise: drop",
                "---\n",
                "\uFEFF",
                "?",
                "'",
                "😀"),
            Arbitraries.strings().ofMaxLength(6));
    Arbitrary<Integer> at = Arbitraries.integers().between(0, text.length() - 1);
    return Combinators.combine(at, Arbitraries.integers().between(0, 12), pieces)
        .as(
            (from, length, piece) ->
                text.substring(0, from)
                    + piece
                    + text.substring(Math.min(text.length(), from + length)));
  }
}
