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
    String customer = Binary.readText(in);
    long time = in.readLong();
    long fingerprint = in.readLong();
    byte[] body = Binary.readBytes(in);
    Envelope read = new Envelope(customer, time, body, readOrigin(layout, in), in.readByte());
    return read.handsOver() ? read : upgraded(read, fingerprint);
  }

  private static long readOrigin(int layout, DataInputView in) throws IOException {
    // The first layout knew one topic, and did not name it.
    return layout == 1 ? in.readInt() : in.readLong();
  }

  private static Envelope upgraded(Envelope old, long fingerprint) throws IOException {
    try {
      byte[] body = BodyUpgrade.toCurrent(fingerprint, old.body());
      return body == old.body()
          ? old
          : new Envelope(old.customer(), old.time(), body, old.origin(), old.flags());
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
