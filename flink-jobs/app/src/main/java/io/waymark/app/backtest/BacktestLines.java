package io.waymark.app.backtest;

import io.waymark.app.backtest.LineFilesSink.Line;
import io.waymark.app.backtest.LineFilesSink.Lines;
import io.waymark.app.format.JsonRecordWriter;
import io.waymark.app.learnt.LearntPlaceJson;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.anomaly.LearntPlace;
import io.waymark.domain.experiment.Experiment;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.journey.JourneyChange;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.JourneyCodec;
import io.waymark.pipeline.wire.UndecodableException;
import io.waymark.pipeline.wire.Words;
import java.time.ZoneId;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The lines of a backtest's files and their order. */
final class BacktestLines {
  private BacktestLines() {}

  static final Lines<Signal> SIGNALS =
      () ->
          line(
              signal ->
                  LineKey.of(
                      signal.occurredAt(),
                      signal.customerId(),
                      signal.ruleId(),
                      signal.signalId(),
                      Words.of(signal.status())),
              // In a backtest everything is noticed when it happens.
              (json, signal) -> json.signal(signal, signal.occurredAt()));

  /** A customer's last journey; an empty line where it was forgotten. */
  static final Lines<JourneyChange> JOURNEYS =
      () -> {
        JourneyCodec codec = new JourneyCodec();
        return line(
            change -> LineKey.ofThing(change.customer(), change.at()),
            (json, change) -> journey(json, change, codec));
      };

  static final Lines<Trigger> TRIGGERS =
      () ->
          line(
              trigger ->
                  LineKey.of(
                      trigger.decidedAt(),
                      trigger.customerId(),
                      trigger.ruleId(),
                      trigger.triggerId(),
                      Words.of(trigger.status())),
              JsonRecordWriter::trigger);

  static final Lines<Outcome> OUTCOMES =
      () ->
          line(
              outcome ->
                  LineKey.of(
                      outcome.at(),
                      outcome.customerId(),
                      outcome.experiment(),
                      outcome.outcomeId(),
                      Words.of(outcome.status())),
              JsonRecordWriter::outcome);

  /** How each experiment stood last. */
  static final Lines<Experiment> EXPERIMENTS =
      () ->
          line(
              experiment ->
                  LineKey.ofThing(
                      experiment.experiment() + "/" + experiment.ruleVersion(), experiment.at()),
              (json, experiment) -> json.experiment(ExperimentResult.of(experiment)));

  static final Lines<Alert> ALERTS =
      () ->
          line(
              alert ->
                  LineKey.of(
                      alert.lastAt(),
                      alert.alertId(),
                      // In the order of its life.
                      Integer.toString(alert.status().ordinal())),
              JsonRecordWriter::alert);

  static final Lines<DeadLetter> DEAD_LETTERS =
      () ->
          line(
              letter -> LineKey.of(letter.offset(), letter.topic(), letter.detail()),
              JsonRecordWriter::deadLetter);

  static final Lines<Envelope> LATE =
      () -> {
        InteractionCodec codec = new InteractionCodec();
        return line(
            event -> LineKey.of(event.time(), event.customer()),
            (json, event) -> json.interaction(codec.decodeBody(event.body())));
      };

  static final Lines<Decision> DECISIONS =
      () ->
          line(
              decision ->
                  LineKey.of(
                      decision.decidedAt(),
                      decision.customerId(),
                      decision.ruleId(),
                      decision.triggerId(),
                      Words.of(decision.verdict()),
                      decision.reason() == null ? "" : decision.reason().code()),
              JsonRecordWriter::decision);

  /** What was learnt of places, by clocks of that zone. */
  static Lines<LearntPlace> normals(ZoneId zone) {
    return () ->
        line(
            learnt -> LineKey.ofThing(learnt.place().toString(), 0),
            (json, learnt) -> LearntPlaceJson.write(learnt, zone));
  }

  private static byte[] journey(JsonRecordWriter json, JourneyChange change, JourneyCodec codec) {
    byte[] snapshot = change.snapshot();
    try {
      return snapshot == null ? new byte[0] : json.journey(codec.decode(snapshot));
    } catch (UndecodableException e) {
      throw new IllegalStateException("a snapshot was not written by its codec", e);
    }
  }

  private static <T> Line<T> line(
      Function<T, String> key, BiFunction<JsonRecordWriter, T, byte[]> text) {
    JsonRecordWriter json = new JsonRecordWriter();
    return new Line<>() {
      @Override
      public String key(T element) {
        return key.apply(element);
      }

      @Override
      public byte[] text(T element) {
        return text.apply(json, element);
      }
    };
  }
}
