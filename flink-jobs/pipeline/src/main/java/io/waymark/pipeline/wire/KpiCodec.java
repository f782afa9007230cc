package io.waymark.pipeline.wire;

import io.waymark.avro.Kpi;
import io.waymark.avro.KpiFigure;
import io.waymark.avro.KpiTransition;
import io.waymark.avro.contract.Subject;
import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import io.waymark.domain.pulse.Transition;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures of places as Avro single-object messages and back; what is normal there is left out. An
 * instance serves one thread.
 */
public final class KpiCodec {
  private final RecordWriter<Kpi> out = new RecordWriter<>(Subject.KPI);
  private final RecordReader<Kpi> in =
      new RecordReader<>(Subject.KPI.byFingerprint(), Subject.KPI.current());

  public byte[] encode(Pulse pulse) {
    return out.write(
        Kpi.newBuilder()
            .setTouchpoint(pulse.place().touchpoint())
            .setChannel(pulse.place().channel())
            .setPersona(pulse.place().persona())
            .setWindowStart(Records.time(pulse.start()))
            .setWindowEnd(Records.time(pulse.end()))
            .setFinal$(pulse.last())
            .setOccurredAt(Records.time(pulse.at()))
            .setFigures(pulse.figures().stream().map(KpiCodec::record).toList())
            .setStages(pulse.stages())
            .setTransitions(pulse.transitions().stream().map(KpiCodec::record).toList())
            .build());
  }

  /** Figures whose measure is not known here, because a newer release has it, are left out. */
  public Pulse decode(byte[] message) throws UndecodableException {
    Kpi record = in.read(message);
    List<Figure> figures = new ArrayList<>(record.getFigures().size());
    for (KpiFigure figure : record.getFigures()) {
      Measure.named(figure.getMeasure())
          .ifPresent(
              measure ->
                  figures.add(
                      new Figure(
                          measure,
                          figure.getValue(),
                          figure.getNumerator(),
                          figure.getDenominator(),
                          figure.getN())));
    }
    return new Pulse(
        new Place(record.getTouchpoint(), record.getChannel(), record.getPersona()),
        record.getWindowStart().toEpochMilli(),
        record.getWindowEnd().toEpochMilli(),
        record.getFinal$(),
        record.getOccurredAt().toEpochMilli(),
        figures,
        record.getStages(),
        record.getTransitions().stream().map(KpiCodec::transition).toList());
  }

  private static KpiFigure record(Figure figure) {
    return KpiFigure.newBuilder()
        .setMeasure(figure.measure().id())
        .setValue(figure.value())
        .setNumerator(figure.numerator())
        .setDenominator(figure.denominator())
        .setN(figure.n())
        .build();
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
