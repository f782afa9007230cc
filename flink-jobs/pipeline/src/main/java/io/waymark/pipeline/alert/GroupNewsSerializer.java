package io.waymark.pipeline.alert;

import io.waymark.pipeline.alert.GroupNews.OfErased;
import io.waymark.pipeline.alert.GroupNews.OfReport;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What alerts depend on, between operators. */
final class GroupNewsSerializer extends ImmutableSerializer<GroupNews> {
  private static final long serialVersionUID = 1L;

  static final GroupNewsSerializer INSTANCE = new GroupNewsSerializer();
  static final ImmutableTypeInfo<GroupNews> TYPE =
      new ImmutableTypeInfo<>(GroupNews.class, INSTANCE);

  private GroupNewsSerializer() {
    super(1);
  }

  @Override
  protected void write(GroupNews value, DataOutputView out) throws IOException {
    if (value instanceof OfReport of) {
      out.writeBoolean(true);
      ReportSerializer.INSTANCE.serialize(of.report(), out);
    } else if (value instanceof OfErased of) {
      out.writeBoolean(false);
      Binary.writeText(of.key(), out);
      Binary.writeText(of.customerId(), out);
      out.writeLong(of.until());
    }
  }

  @Override
  protected GroupNews read(int layout, DataInputView in) throws IOException {
    return in.readBoolean()
        ? new OfReport(ReportSerializer.INSTANCE.deserialize(in))
        : new OfErased(Binary.readText(in), Binary.readText(in), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<GroupNews> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link GroupNewsSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<GroupNews> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
