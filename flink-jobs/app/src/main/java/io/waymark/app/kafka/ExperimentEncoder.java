package io.waymark.app.kafka;

import io.waymark.domain.experiment.Experiment;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.pipeline.wire.ExperimentCodec;
import org.jspecify.annotations.Nullable;

/** How experiments stand in Avro, keyed by experiment and version of its rule; for one thread. */
public final class ExperimentEncoder implements RecordEncoder<Experiment> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable ExperimentCodec codec;

  @Override
  public String key(Experiment experiment) {
    return experiment.experiment() + "/" + experiment.ruleVersion();
  }

  @Override
  public byte[] value(Experiment experiment) {
    ExperimentCodec writer = codec;
    if (writer == null) {
      writer = new ExperimentCodec();
      codec = writer;
    }
    return writer.encode(ExperimentResult.of(experiment));
  }
}
