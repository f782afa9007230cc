package io.waymark.pipeline.anomaly;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.writeConstant;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.AnomalyPattern;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.pulse.PlaceSerializer;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Anomalies between operators, and in state. */
public final class AnomalySerializer extends ImmutableSerializer<Anomaly> {
  private static final long serialVersionUID = 1L;

  public static final AnomalySerializer INSTANCE = new AnomalySerializer();
  public static final ImmutableTypeInfo<Anomaly> TYPE =
      new ImmutableTypeInfo<>(Anomaly.class, INSTANCE);

  private AnomalySerializer() {
    super(1);
  }

  @Override
  protected void write(Anomaly anomaly, DataOutputView out) throws IOException {
    Binary.writeText(anomaly.anomalyId(), out);
    writeConstant(anomaly.pattern(), out);
    PlaceSerializer.INSTANCE.serialize(anomaly.place(), out);
    Binary.writeNullableText(anomaly.subject(), out);
    writeConstant(anomaly.measure(), out);
    writeConstant(anomaly.status(), out);
    writeConstant(anomaly.severity(), out);
    out.writeLong(anomaly.firedAt());
    out.writeLong(anomaly.at());
    out.writeDouble(anomaly.reading());
    out.writeDouble(anomaly.expected());
    out.writeLong(anomaly.n());
    writeConstant(anomaly.against(), out);
  }

  @Override
  protected Anomaly read(int layout, DataInputView in) throws IOException {
    return new Anomaly(
        Binary.readText(in),
        readConstant(AnomalyPattern.class, in),
        PlaceSerializer.INSTANCE.deserialize(in),
        Binary.readNullableText(in),
        readConstant(Measure.class, in),
        readConstant(Anomaly.Status.class, in),
        readConstant(Severity.class, in),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readLong(),
        readConstant(Anomaly.Against.class, in));
  }

  @Override
  public TypeSerializerSnapshot<Anomaly> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link AnomalySerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Anomaly> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
