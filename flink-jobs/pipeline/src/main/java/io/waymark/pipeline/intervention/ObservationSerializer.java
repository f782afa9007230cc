package io.waymark.pipeline.intervention;

import io.waymark.pipeline.intervention.Observation.OfFact;
import io.waymark.pipeline.intervention.Observation.OfSignal;
import io.waymark.pipeline.types.FactSerializer;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import io.waymark.pipeline.types.SignalSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Observations between operators and waiting for their time. */
public final class ObservationSerializer extends ImmutableSerializer<Observation> {
  private static final long serialVersionUID = 1L;

  static final ObservationSerializer INSTANCE = new ObservationSerializer();
  static final ImmutableTypeInfo<Observation> TYPE =
      new ImmutableTypeInfo<>(Observation.class, INSTANCE);

  private ObservationSerializer() {
    super(1);
  }

  @Override
  protected void write(Observation observation, DataOutputView out) throws IOException {
    out.writeBoolean(observation instanceof OfSignal);
    if (observation instanceof OfSignal of) {
      SignalSerializer.INSTANCE.serialize(of.signal(), out);
    } else if (observation instanceof OfFact of) {
      FactSerializer.INSTANCE.serialize(of.fact(), out);
    }
  }

  @Override
  protected Observation read(int layout, DataInputView in) throws IOException {
    return in.readBoolean()
        ? new OfSignal(SignalSerializer.INSTANCE.deserialize(in))
        : new OfFact(FactSerializer.INSTANCE.deserialize(in));
  }

  @Override
  public TypeSerializerSnapshot<Observation> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link ObservationSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Observation> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
