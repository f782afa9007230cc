package io.waymark.pipeline.journey;

import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.Filtered;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a source delivers. */
public final class ArrivalSerializer extends ImmutableSerializer<Arrival> {
  private static final long serialVersionUID = 1L;

  private static final byte DEAD = 0;
  private static final byte EVENT = 1;
  private static final byte FILTERED = 2;

  public static final ArrivalSerializer INSTANCE = new ArrivalSerializer();
  public static final ImmutableTypeInfo<Arrival> TYPE =
      new ImmutableTypeInfo<>(Arrival.class, INSTANCE);

  private ArrivalSerializer() {
    super(1);
  }

  @Override
  protected void write(Arrival arrival, DataOutputView out) throws IOException {
    if (arrival instanceof Envelope envelope) {
      out.writeByte(EVENT);
      EnvelopeSerializer.INSTANCE.serialize(envelope, out);
    } else if (arrival instanceof DeadLetter letter) {
      out.writeByte(DEAD);
      DeadLetterSerializer.INSTANCE.serialize(letter, out);
    } else {
      out.writeByte(FILTERED);
      out.writeLong(arrival.origin());
    }
  }

  @Override
  protected Arrival read(int layout, DataInputView in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case EVENT -> EnvelopeSerializer.INSTANCE.deserialize(in);
      case DEAD -> DeadLetterSerializer.INSTANCE.deserialize(in);
      case FILTERED -> new Filtered(in.readLong());
      default -> throw new IOException("no kind of arrival: " + kind);
    };
  }

  @Override
  public TypeSerializerSnapshot<Arrival> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link ArrivalSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Arrival> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
