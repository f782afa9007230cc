package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Usual;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is usual for a group, as stored. */
final class UsualSerializer extends ImmutableSerializer<Usual> {
  private static final long serialVersionUID = 1L;

  static final UsualSerializer INSTANCE = new UsualSerializer();

  private UsualSerializer() {
    super(1);
  }

  @Override
  protected void write(Usual usual, DataOutputView out) throws IOException {
    out.writeLong(usual.slot());
    out.writeLong(usual.since());
    out.writeLong(usual.hour());
    Binary.writeList(usual.latest(), Binary::writeSize, out);
    Binary.writeSize(usual.strange(), out);
    Binary.writeList(usual.ofHour(), Binary::writeSize, out);
    Binary.writeScalar(usual.hourly(), out);
  }

  @Override
  protected Usual read(int layout, DataInputView in) throws IOException {
    return new Usual(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Binary.readList(Binary::readSize, in),
        Binary.readSize(in),
        Binary.readList(Binary::readSize, in),
        (Double) Binary.readScalar(in));
  }

  @Override
  public TypeSerializerSnapshot<Usual> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link UsualSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Usual> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
