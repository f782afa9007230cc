package io.waymark.pipeline.experiment;

import io.waymark.pipeline.experiment.Observed.OfEnrolment;
import io.waymark.pipeline.experiment.Observed.OfFact;
import io.waymark.pipeline.experiment.Observed.OfJoining;
import io.waymark.pipeline.experiment.Observed.OfMerge;
import io.waymark.pipeline.experiment.Observed.OfSignal;
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

/** What outcomes are made from, between operators and waiting for its time. */
public final class ObservedSerializer extends ImmutableSerializer<Observed> {
  private static final long serialVersionUID = 1L;

  static final ObservedSerializer INSTANCE = new ObservedSerializer();
  static final ImmutableTypeInfo<Observed> TYPE = new ImmutableTypeInfo<>(Observed.class, INSTANCE);

  private ObservedSerializer() {
    super(1);
  }

  @Override
  protected void write(Observed observed, DataOutputView out) throws IOException {
    // Its rank tells the kind.
    out.writeByte(observed.rank());
    if (observed instanceof OfJoining of) {
      Binary.writeText(of.customerId(), out);
      Binary.writeText(of.anonymousId(), out);
      out.writeLong(of.time());
      OutcomeStateSerializer.INSTANCE.serialize(of.state(), out);
    } else if (observed instanceof OfFact of) {
      FactSerializer.INSTANCE.serialize(of.fact(), out);
    } else if (observed instanceof OfSignal of) {
      SignalSerializer.INSTANCE.serialize(of.signal(), out);
    } else if (observed instanceof OfEnrolment of) {
      OutcomeStateSerializer.writeEnrolment(of.enrolment(), out);
    } else if (observed instanceof OfMerge of) {
      Binary.writeText(of.customerId(), out);
      Binary.writeText(of.known(), out);
      out.writeLong(of.time());
    }
  }

  @Override
  protected Observed read(int layout, DataInputView in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case 0 ->
          new OfJoining(
              Binary.readText(in),
              Binary.readText(in),
              in.readLong(),
              OutcomeStateSerializer.INSTANCE.deserialize(in));
      case 1 -> new OfFact(FactSerializer.INSTANCE.deserialize(in));
      case 2 -> new OfSignal(SignalSerializer.INSTANCE.deserialize(in));
      case 3 -> new OfEnrolment(OutcomeStateSerializer.readEnrolment(in));
      case 4 -> new OfMerge(Binary.readText(in), Binary.readText(in), in.readLong());
      default -> throw new IOException("Unknown kind of what was observed: " + kind);
    };
  }

  @Override
  public TypeSerializerSnapshot<Observed> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link ObservedSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Observed> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
