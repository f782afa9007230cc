package io.waymark.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.waymark.bench.contender.Measurement;
import io.waymark.bench.log.LivePace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a comparison of contenders has measured.
 *
 * @param runs by contender, by round
 * @param paces how each run's log was written, if it was at a live pace; by contender, by round
 * @param rules what each rule did, by contender
 */
public record Report(
    Machine machine,
    List<Standing> standings,
    Map<String, List<Measurement>> runs,
    Map<String, List<LivePace>> paces,
    Map<String, List<RuleCount>> rules) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Of runs over a log that is there. */
  public static Report ofCatchUp(
      Machine machine, Map<String, List<Measurement>> runs, Map<String, List<RuleCount>> rules) {
    return new Report(machine, Standing.of(runs), runs, Map.of(), rules);
  }

  /** Of runs along a log that is being written. */
  public static Report ofLive(
      Machine machine, Map<String, List<Measurement>> runs, Map<String, List<LivePace>> paces) {
    return new Report(machine, Standing.of(runs), runs, paces, Map.of());
  }

  /** Runs that looked for the same and found something else, in a sentence each. */
  public List<String> disagreements() {
    return Disagreement.in(runs).stream().map(Disagreement::toString).toList();
  }

  /**
   * Writes {@code NAME.json}, {@code NAME.svg} and, for each contender with rules, {@code
   * rules-N.txt}.
   */
  public void write(Path folder, String name, String chart) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".svg"), chart);
    JSON.writeValue(folder.resolve(name + ".json").toFile(), this);
    for (var counted : rules.entrySet()) {
      Files.writeString(
          folder.resolve("rules-%d.txt".formatted(counted.getValue().size())),
          rules(counted.getValue()));
    }
  }

  private static String rules(List<RuleCount> counts) {
    TextTable table = new TextTable("rule", "arms", "fires");
    counts.forEach(
        rule ->
            table.row(rule.rule(), "%,d".formatted(rule.arms()), "%,d".formatted(rule.fires())));
    return table.toString();
  }

  /** What the rules did, a line for each contender that has some. */
  public List<String> ruleSummaries() {
    return new LinkedHashMap<>(rules)
        .entrySet().stream()
            .map(counted -> RuleCount.summary(counted.getKey(), counted.getValue()))
            .toList();
  }
}
