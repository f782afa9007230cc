package io.waymark.pipeline.wire;

import io.waymark.avro.Kpi;
import io.waymark.avro.KpiFigure;
import io.waymark.avro.KpiNormal;
import io.waymark.avro.KpiTransition;
import io.waymark.avro.contract.Subject;
import io.waymark.domain.anomaly.AssessedPulse;
import io.waymark.domain.anomaly.Normal;
import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import io.waymark.domain.pulse.Transition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures of places, with what is normal there, as Avro single-object messages and back. An
 * instance serves one thread.
 */
public final class KpiCodec {
  private final RecordWriter<Kpi> out = new RecordWriter<>(Subject.KPI);
  private final RecordReader<Kpi> in =
      new RecordReader<>(Subject.KPI.byFingerprint(), Subject.KPI.current());

  public byte[] encode(AssessedPulse assessed) {
    Pulse pulse = assessed.pulse();
    return out.write(
        Kpi.newBuilder()
            .setTouchpoint(pulse.place().touchpoint())
            .setChannel(pulse.place().channel())
            .setPersona(pulse.place().persona())
            .setWindowStart(Records.time(pulse.start()))
            .setWindowEnd(Records.time(pulse.end()))
            .setFinal$(pulse.last())
            .setOccurredAt(Records.time(pulse.at()))
            .setFigures(
                pulse.figures().stream()
                    .map(figure -> record(figure, assessed.normals().get(figure.measure())))
                    .toList())
            .setStages(pulse.stages())
            .setTransitions(pulse.transitions().stream().map(KpiCodec::record).toList())
            .build());
  }

  /** Figures whose measure is not known here, because a newer release has it, are left out. */
  public AssessedPulse decode(byte[] message) throws UndecodableException {
    Kpi record = in.read(message);
    List<Figure> figures = new ArrayList<>(record.getFigures().size());
    Map<Measure, Normal> normals = new EnumMap<>(Measure.class);
    for (KpiFigure figure : record.getFigures()) {
      Measure.named(figure.getMeasure())
          .ifPresent(
              measure -> {
                figures.add(
                    new Figure(
                        measure,
                        figure.getValue(),
                        figure.getNumerator(),
                        figure.getDenominator(),
                        figure.getN()));
                KpiNormal normal = figure.getNormal();
                if (normal != null) {
                  normals.put(measure, normal(normal));
                }
              });
    }
    Pulse pulse =
        new Pulse(
            new Place(record.getTouchpoint(), record.getChannel(), record.getPersona()),
            record.getWindowStart().toEpochMilli(),
            record.getWindowEnd().toEpochMilli(),
            record.getFinal$(),
            record.getOccurredAt().toEpochMilli(),
            figures,
            record.getStages(),
            record.getTransitions().stream().map(KpiCodec::transition).toList());
    return new AssessedPulse(pulse, normals);
  }

  private static KpiFigure record(Figure figure, @Nullable Normal normal) {
    return KpiFigure.newBuilder()
        .setMeasure(figure.measure().id())
        .setValue(figure.value())
        .setNumerator(figure.numerator())
        .setDenominator(figure.denominator())
        .setN(figure.n())
        .setNormal(normal == null ? null : record(normal))
        .build();
  }

  private static KpiNormal record(Normal normal) {
    return KpiNormal.newBuilder()
        .setExpected(normal.expected())
        .setLow(normal.low())
        .setHigh(normal.high())
        .setWeeks(normal.weeks())
        .build();
  }

  private static Normal normal(KpiNormal record) {
    return new Normal(record.getExpected(), record.getLow(), record.getHigh(), record.getWeeks());
  }

  private static KpiTransition record(Transition transition) {
    return KpiTransition.newBuilder()
        .setFrom(transition.from())
        .setTo(transition.to())
        .setJourneys(transition.journeys())
        .setMedianMs(transition.medianMillis())
        .setP90Ms(transition.p90Millis())
        .build();
  }

  private static Transition transition(KpiTransition record) {
    return new Transition(
        record.getFrom(),
        record.getTo(),
        record.getJourneys(),
        record.getMedianMs(),
        record.getP90Ms());
  }
}
