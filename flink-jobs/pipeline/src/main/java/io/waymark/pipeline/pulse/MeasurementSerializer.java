package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.Crowd;
import io.waymark.domain.pulse.Measurement;
import io.waymark.domain.pulse.Quantity;
import io.waymark.domain.pulse.Reading;
import io.waymark.domain.pulse.Tally;
import io.waymark.domain.pulse.Where;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Measurements between operators. */
public final class MeasurementSerializer extends ImmutableSerializer<Measurement> {
  private static final long serialVersionUID = 1L;

  static final MeasurementSerializer INSTANCE = new MeasurementSerializer();
  static final ImmutableTypeInfo<Measurement> TYPE =
      new ImmutableTypeInfo<>(Measurement.class, INSTANCE);

  private static final int SUM = 0;
  private static final int SAMPLE = 1;
  private static final int SEEN = 2;
  private static final int WAITING = 3;
  private static final int STANDING = 4;
  private static final int MOVED = 5;

  private MeasurementSerializer() {
    super(1);
  }

  @Override
  protected void write(Measurement measurement, DataOutputView out) throws IOException {
    writeWhere(measurement.where(), out);
    out.writeLong(measurement.time());
    out.writeDouble(measurement.amount());
    Reading reading = measurement.reading();
    if (reading instanceof Reading.Sum sum) {
      out.writeByte(SUM);
      Binary.writeConstant(sum.tally(), out);
    } else if (reading instanceof Reading.Sample sample) {
      out.writeByte(SAMPLE);
      Binary.writeConstant(sample.quantity(), out);
      out.writeDouble(sample.value());
    } else if (reading instanceof Reading.Seen seen) {
      out.writeByte(SEEN);
      Binary.writeConstant(seen.crowd(), out);
      out.writeLong(seen.hash());
    } else if (reading instanceof Reading.Waiting waiting) {
      out.writeByte(WAITING);
      out.writeLong(waiting.since());
    } else if (reading instanceof Reading.Standing standing) {
      out.writeByte(STANDING);
      Binary.writeText(standing.stage(), out);
    } else if (reading instanceof Reading.Moved moved) {
      out.writeByte(MOVED);
      Binary.writeNullableText(moved.from(), out);
      Binary.writeNullableText(moved.to(), out);
      out.writeBoolean(moved.spentMillis() != null);
      if (moved.spentMillis() != null) {
        out.writeLong(moved.spentMillis());
      }
    }
  }

  @Override
  protected Measurement read(int layout, DataInputView in) throws IOException {
    Where where = readWhere(in);
    long time = in.readLong();
    double amount = in.readDouble();
    return new Measurement(where, time, readReading(in), amount);
  }

  private static Reading readReading(DataInputView in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case SUM -> new Reading.Sum(Binary.readConstant(Tally.class, in));
      case SAMPLE -> new Reading.Sample(Binary.readConstant(Quantity.class, in), in.readDouble());
      case SEEN -> new Reading.Seen(Binary.readConstant(Crowd.class, in), in.readLong());
      case WAITING -> new Reading.Waiting(in.readLong());
      case STANDING -> new Reading.Standing(Binary.readText(in));
      case MOVED ->
          new Reading.Moved(
              Binary.readNullableText(in),
              Binary.readNullableText(in),
              in.readBoolean() ? (Long) in.readLong() : null);
      default -> throw new IOException("Unknown tag of a reading: " + tag);
    };
  }

  static void writeWhere(Where where, DataOutputView out) throws IOException {
    Binary.writeNullableText(where.touchpoint(), out);
    Binary.writeNullableText(where.channel(), out);
    Binary.writeNullableText(where.persona(), out);
  }

  static Where readWhere(DataInputView in) throws IOException {
    return new Where(
        Binary.readNullableText(in), Binary.readNullableText(in), Binary.readNullableText(in));
  }

  @Override
  public TypeSerializerSnapshot<Measurement> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link MeasurementSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Measurement> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
