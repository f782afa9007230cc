package io.waymark.pipeline.journey;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import io.waymark.pipeline.wire.BodyUpgrade;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Envelopes between operators and while they wait in keyed state. */
public final class EnvelopeSerializer extends ImmutableSerializer<Envelope> {
  private static final long serialVersionUID = 1L;

  public static final EnvelopeSerializer INSTANCE = new EnvelopeSerializer();
  public static final ImmutableTypeInfo<Envelope> TYPE =
      new ImmutableTypeInfo<>(Envelope.class, INSTANCE);

  private EnvelopeSerializer() {
    super(2);
  }

  @Override
  protected void write(Envelope envelope, DataOutputView out) throws IOException {
    Binary.writeText(envelope.customer(), out);
    out.writeLong(envelope.time());
    out.writeLong(BodyUpgrade.fingerprint());
    Binary.writeBytes(envelope.body(), out);
    out.writeLong(envelope.origin());
    out.writeByte(envelope.flags());
  }

  @Override
  protected Envelope read(int layout, DataInputView in) throws IOException {
    return new Envelope(
        Binary.readText(in), in.readLong(), readBody(in), readOrigin(layout, in), in.readByte());
  }

  private static long readOrigin(int layout, DataInputView in) throws IOException {
    // The first layout knew one topic, and did not name it.
    return layout == 1 ? in.readInt() : in.readLong();
  }

  private static byte[] readBody(DataInputView in) throws IOException {
    long fingerprint = in.readLong();
    try {
      return BodyUpgrade.toCurrent(fingerprint, Binary.readBytes(in));
    } catch (UndecodableException e) {
      throw new IOException("A waiting event of schema " + Long.toHexString(fingerprint), e);
    }
  }

  @Override
  public TypeSerializerSnapshot<Envelope> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link EnvelopeSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Envelope> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
