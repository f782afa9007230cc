package io.waymark.app.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.domain.experiment.Estimate;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.domain.experiment.ExperimentResult.OfArm;
import io.waymark.domain.experiment.ExperimentResult.OfGuardrail;
import io.waymark.domain.experiment.Guardrail;
import io.waymark.domain.experiment.Interval;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import io.waymark.pipeline.wire.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads back what {@link JsonRecordWriter#experiment} wrote. */
public final class ExperimentJsonReader {
  private static final int LONGEST_LINE = 1 << 16;

  private ExperimentJsonReader() {}

  /**
   * How the experiments of a file stand, a line each.
   *
   * @throws IOException if it cannot be read, or a line of it is no experiment
   */
  public static List<ExperimentResult> readAll(Path file) throws IOException {
    List<ExperimentResult> results = new ArrayList<>();
    try (JsonLines lines = new JsonLines(Files.newInputStream(file), LONGEST_LINE)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        try {
          results.add(read(line));
        } catch (UndecodableException e) {
          throw new IOException(
              "%s, line %d: %s".formatted(file, lines.number(), e.getMessage()), e);
        }
      }
    }
    return results;
  }

  /** How the experiment of a line stands. */
  public static ExperimentResult read(byte[] line) throws UndecodableException {
    JsonNode json = JsonTree.object(line);
    List<OfGuardrail> guardrails = new ArrayList<>();
    for (JsonNode one : json.path("guardrails")) {
      guardrails.add(guardrail(one));
    }
    return new ExperimentResult(
        needed(json, "experiment").asText(),
        needed(json, "rule_version").asInt(),
        time(needed(json, "occurred_at").asText()),
        arm(needed(json, "treatment")),
        arm(needed(json, "holdout")),
        needed(json, "contaminated").asLong(),
        estimate(json.path("difference")),
        number(json, "lift"),
        number(json, "incremental"),
        number(json, "on_treated"),
        number(json, "pooled_p"),
        number(json, "p"),
        number(json, "sample_ratio_p"),
        estimate(json.path("value")),
        guardrails);
  }

  private static OfGuardrail guardrail(JsonNode json) throws UndecodableException {
    return new OfGuardrail(
        Words.parse(Guardrail.class, "guardrail", needed(json, "guardrail").asText()),
        needed(json, "treatment").asLong(),
        needed(json, "holdout").asLong(),
        needed(json, "p").asDouble(),
        needed(json, "harm").asBoolean());
  }

  private static OfArm arm(JsonNode json) throws UndecodableException {
    return new OfArm(
        needed(json, "assigned").asLong(),
        needed(json, "measured").asLong(),
        needed(json, "issued").asLong(),
        needed(json, "reached").asLong());
  }

  private static @Nullable Estimate estimate(JsonNode json) throws UndecodableException {
    return json.isObject()
        ? new Estimate(
            needed(json, "value").asDouble(),
            new Interval(needed(json, "low").asDouble(), needed(json, "high").asDouble()))
        : null;
  }

  private static @Nullable Double number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isNumber() ? value.doubleValue() : null;
  }

  private static JsonNode needed(JsonNode json, String field) throws UndecodableException {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw undecodable("there is no " + field);
    }
    return value;
  }

  private static long time(String text) throws UndecodableException {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException e) {
      throw undecodable("occurred_at is no time");
    }
  }

  private static UndecodableException undecodable(String what) {
    return new UndecodableException(RejectReason.UNDECODABLE, "no experiment: " + what);
  }
}
