package io.waymark.pipeline.alert;

import io.waymark.domain.alert.UsualHour;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a group was like in one hour of the week, as stored. */
final class UsualHourSerializer extends ImmutableSerializer<UsualHour> {
  private static final long serialVersionUID = 1L;

  static final UsualHourSerializer INSTANCE = new UsualHourSerializer();

  private UsualHourSerializer() {
    super(1);
  }

  @Override
  protected void write(UsualHour hour, DataOutputView out) throws IOException {
    Binary.writeList(hour.weeks(), UsualHourSerializer::writeWeek, out);
  }

  @Override
  protected UsualHour read(int layout, DataInputView in) throws IOException {
    return new UsualHour(Binary.readList(UsualHourSerializer::readWeek, in));
  }

  private static void writeWeek(UsualHour.Week week, DataOutputView out) throws IOException {
    out.writeLong(week.hour());
    out.writeDouble(week.customers());
  }

  private static UsualHour.Week readWeek(DataInputView in) throws IOException {
    return new UsualHour.Week(in.readLong(), in.readDouble());
  }

  @Override
  public TypeSerializerSnapshot<UsualHour> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link UsualHourSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<UsualHour> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
