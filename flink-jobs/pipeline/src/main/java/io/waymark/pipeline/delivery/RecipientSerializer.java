package io.waymark.pipeline.delivery;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What deliveries keep of a customer, as stored. */
public final class RecipientSerializer extends ImmutableSerializer<Recipient> {
  private static final long serialVersionUID = 1L;

  static final RecipientSerializer INSTANCE = new RecipientSerializer();

  private RecipientSerializer() {
    super(1);
  }

  @Override
  protected void write(Recipient value, DataOutputView out) throws IOException {
    CorrespondenceSerializer.INSTANCE.serialize(value.correspondence(), out);
    Binary.writeList(value.held(), NoticeSerializer.INSTANCE::serialize, out);
    out.writeLong(value.lookAt());
  }

  @Override
  protected Recipient read(int layout, DataInputView in) throws IOException {
    return new Recipient(
        CorrespondenceSerializer.INSTANCE.deserialize(in),
        Binary.readList(NoticeSerializer.INSTANCE::deserialize, in),
        in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<Recipient> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link RecipientSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Recipient> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
