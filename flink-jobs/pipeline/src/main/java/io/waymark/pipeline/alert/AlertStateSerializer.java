package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.AlertLifecycle;
import io.waymark.domain.alert.AlertState;
import io.waymark.domain.alert.Customers;
import io.waymark.domain.alert.OpenFire;
import io.waymark.domain.alert.RecentCustomers;
import io.waymark.domain.alert.Reopenings;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What is remembered of a group's alert, as stored. */
public final class AlertStateSerializer extends ImmutableSerializer<AlertState> {
  private static final long serialVersionUID = 1L;

  public static final AlertStateSerializer INSTANCE = new AlertStateSerializer();

  private AlertStateSerializer() {
    super(2);
  }

  @Override
  protected void write(AlertState state, DataOutputView out) throws IOException {
    AlertSerializer.INSTANCE.serialize(state.alert(), out);
    out.writeBoolean(state.changed());
    out.writeLong(state.toldAt());
    writeCustomers(state.customers(), out);
    Binary.writeList(state.recent().minutes(), AlertStateSerializer::writeMinute, out);
    Binary.writeList(state.fires(), AlertStateSerializer::writeFire, out);
    out.writeBoolean(state.uncounted());
    out.writeLong(state.retracted());
    out.writeLong(state.newsAt());
    writeReopenings(state.reopenings(), out);
  }

  @Override
  protected AlertState read(int layout, DataInputView in) throws IOException {
    return layout == AlertSerializer.OF_FIRES ? readOfFire(in) : read(in);
  }

  /** It is of no group: no fire can join it, and it is over when it could not change any more. */
  private static AlertState readOfFire(DataInputView in) throws IOException {
    Alert alert = AlertSerializer.INSTANCE.deserialize(in);
    long over = in.readLong();
    Customers one = new Customers(new long[0], null, (int) alert.impact().customers());
    RecentCustomers none = new RecentCustomers(List.of());
    Reopenings never = new Reopenings(List.of());
    return new AlertState(
        alert,
        false,
        alert.lastAt(),
        one,
        none,
        List.of(),
        true,
        0,
        over - AlertLifecycle.QUIET,
        never);
  }

  private static AlertState read(DataInputView in) throws IOException {
    return new AlertState(
        AlertSerializer.INSTANCE.deserialize(in),
        in.readBoolean(),
        in.readLong(),
        readCustomers(in),
        new RecentCustomers(Binary.readList(AlertStateSerializer::readMinute, in)),
        Binary.readList(AlertStateSerializer::readFire, in),
        in.readBoolean(),
        in.readLong(),
        in.readLong(),
        readReopenings(in));
  }

  private static void writeCustomers(Customers customers, DataOutputView out) throws IOException {
    byte[] sketch = customers.sketch();
    Binary.writeSize(customers.known().length, out);
    for (long known : customers.known()) {
      out.writeLong(known);
    }
    out.writeBoolean(sketch != null);
    if (sketch != null) {
      Binary.writeBytes(sketch, out);
    }
    Binary.writeSize(customers.forgotten(), out);
  }

  private static Customers readCustomers(DataInputView in) throws IOException {
    long[] known = new long[Binary.readSize(in)];
    for (int i = 0; i < known.length; i++) {
      known[i] = in.readLong();
    }
    byte @Nullable [] sketch = in.readBoolean() ? Binary.readBytes(in) : null;
    return new Customers(known, sketch, Binary.readSize(in));
  }

  private static void writeMinute(RecentCustomers.Minute minute, DataOutputView out)
      throws IOException {
    out.writeLong(minute.number());
    writeCustomers(minute.customers(), out);
  }

  private static RecentCustomers.Minute readMinute(DataInputView in) throws IOException {
    return new RecentCustomers.Minute(in.readLong(), readCustomers(in));
  }

  private static void writeFire(OpenFire fire, DataOutputView out) throws IOException {
    Binary.writeText(fire.signalId(), out);
    out.writeLong(fire.customer());
    out.writeLong(fire.escalatesUntil());
    CartValueSerializer.writeNullable(fire.cart(), out);
  }

  private static OpenFire readFire(DataInputView in) throws IOException {
    return new OpenFire(
        Binary.readText(in), in.readLong(), in.readLong(), CartValueSerializer.readNullable(in));
  }

  static void writeReopenings(Reopenings reopenings, DataOutputView out) throws IOException {
    Binary.writeList(reopenings.times(), (time, to) -> to.writeLong(time), out);
  }

  static Reopenings readReopenings(DataInputView in) throws IOException {
    return new Reopenings(Binary.readList(DataInputView::readLong, in));
  }

  @Override
  public TypeSerializerSnapshot<AlertState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link AlertStateSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AlertState> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
