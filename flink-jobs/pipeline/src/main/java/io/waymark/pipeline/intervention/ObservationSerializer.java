package io.waymark.pipeline.intervention;

import io.waymark.pipeline.intervention.Observation.OfErased;
import io.waymark.pipeline.intervention.Observation.OfFact;
import io.waymark.pipeline.intervention.Observation.OfHandOver;
import io.waymark.pipeline.intervention.Observation.OfSignal;
import io.waymark.pipeline.types.Binary;
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

  // The first two are what layout 1 wrote as a boolean.
  private static final int FACT = 0;
  private static final int SIGNAL = 1;
  private static final int HAND_OVER = 2;
  private static final int ERASED = 3;

  private ObservationSerializer() {
    super(2);
  }

  @Override
  protected void write(Observation observation, DataOutputView out) throws IOException {
    if (observation instanceof OfSignal of) {
      out.writeByte(SIGNAL);
      SignalSerializer.INSTANCE.serialize(of.signal(), out);
    } else if (observation instanceof OfFact of) {
      out.writeByte(FACT);
      FactSerializer.INSTANCE.serialize(of.fact(), out);
    } else if (observation instanceof OfErased of) {
      out.writeByte(ERASED);
      SignalSerializer.INSTANCE.serialize(of.signal(), out);
    } else if (observation instanceof OfHandOver of) {
      out.writeByte(HAND_OVER);
      Binary.writeText(of.customerId(), out);
      Binary.writeText(of.anonymousId(), out);
      out.writeLong(of.time());
      InterventionStateSerializer.INSTANCE.serialize(of.state(), out);
    }
  }

  @Override
  protected Observation read(int layout, DataInputView in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case SIGNAL -> new OfSignal(SignalSerializer.INSTANCE.deserialize(in));
      case FACT -> new OfFact(FactSerializer.INSTANCE.deserialize(in));
      case ERASED -> new OfErased(SignalSerializer.INSTANCE.deserialize(in));
      case HAND_OVER ->
          new OfHandOver(
              Binary.readText(in),
              Binary.readText(in),
              in.readLong(),
              InterventionStateSerializer.INSTANCE.deserialize(in));
      default -> throw new IOException("Unknown kind of an observation: " + kind);
    };
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
