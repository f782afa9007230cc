package io.waymark.pipeline.alert;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Deviation;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import io.waymark.pipeline.types.SignalParts;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Alerts between operators and in state. */
public final class AlertSerializer extends ImmutableSerializer<Alert> {
  private static final long serialVersionUID = 1L;

  public static final AlertSerializer INSTANCE = new AlertSerializer();
  public static final ImmutableTypeInfo<Alert> TYPE =
      new ImmutableTypeInfo<>(Alert.class, INSTANCE);

  /** Layout of when each fire had an alert of its own. */
  static final int OF_FIRES = 1;

  private AlertSerializer() {
    super(2);
  }

  @Override
  protected void write(Alert alert, DataOutputView out) throws IOException {
    writeText(alert.alertId(), out);
    writeConstant(alert.status(), out);
    writeConstant(alert.origin(), out);
    Binary.writeScalars(alert.group(), out);
    Binary.writeList(alert.ruleIds(), Binary::writeText, out);
    writeConstant(alert.severity(), out);
    writeText(alert.title(), out);
    writeNullableText(alert.touchpoint(), out);
    writeNullableText(alert.channel(), out);
    writeNullableText(alert.team(), out);
    writeNullableText(alert.runbook(), out);
    writeImpact(alert.impact(), out);
    writeDeviation(alert.deviation(), out);
    out.writeLong(alert.firstAt());
    out.writeLong(alert.lastAt());
    writeNullableText(alert.mutedBy(), out);
    Binary.writeSize(alert.reopened(), out);
    writeNullableConstant(alert.cause(), out);
  }

  @Override
  protected Alert read(int layout, DataInputView in) throws IOException {
    return layout == OF_FIRES ? readOfFire(in) : read(in);
  }

  private static Alert read(DataInputView in) throws IOException {
    return new Alert(
        readText(in),
        readConstant(Alert.Status.class, in),
        readConstant(Alert.Origin.class, in),
        SignalParts.readValues(in),
        Binary.readList(Binary::readText, in),
        readConstant(Severity.class, in),
        readText(in),
        readNullableText(in),
        readNullableText(in),
        readNullableText(in),
        readNullableText(in),
        readImpact(in),
        readDeviation(in),
        in.readLong(),
        in.readLong(),
        readNullableText(in),
        Binary.readSize(in),
        readNullableConstant(Alert.Cause.class, in));
  }

  private static Alert readOfFire(DataInputView in) throws IOException {
    return new Alert(
        readText(in),
        readConstant(Alert.Status.class, in),
        Alert.Origin.SIGNALS,
        SignalParts.readValues(in),
        Binary.readList(Binary::readText, in),
        readConstant(Severity.class, in),
        readText(in),
        readNullableText(in),
        readNullableText(in),
        readNullableText(in),
        readNullableText(in),
        new Impact(
            in.readInt(),
            in.readInt(),
            Binary.readList(Binary::readText, in),
            0,
            null,
            null,
            null,
            null),
        null,
        in.readLong(),
        in.readLong(),
        null,
        0,
        null);
  }

  private static void writeImpact(Impact impact, DataOutputView out) throws IOException {
    out.writeLong(impact.count());
    out.writeLong(impact.customers());
    Binary.writeList(impact.samples(), Binary::writeText, out);
    out.writeLong(impact.recent());
    Binary.writeScalar(impact.usual(), out);
    writeNullableConstant(impact.trend(), out);
    Binary.writeScalar(impact.valueAtRisk(), out);
    writeNullableText(impact.currency(), out);
  }

  private static Impact readImpact(DataInputView in) throws IOException {
    return new Impact(
        in.readLong(),
        in.readLong(),
        Binary.readList(Binary::readText, in),
        in.readLong(),
        (Long) Binary.readScalar(in),
        readNullableConstant(Impact.Trend.class, in),
        (Double) Binary.readScalar(in),
        readNullableText(in));
  }

  private static void writeDeviation(@Nullable Deviation deviation, DataOutputView out)
      throws IOException {
    out.writeBoolean(deviation != null);
    if (deviation != null) {
      writeConstant(deviation.measure(), out);
      out.writeDouble(deviation.reading());
      out.writeDouble(deviation.expected());
    }
  }

  private static @Nullable Deviation readDeviation(DataInputView in) throws IOException {
    return in.readBoolean()
        ? new Deviation(readConstant(Measure.class, in), in.readDouble(), in.readDouble())
        : null;
  }

  private static void writeNullableConstant(@Nullable Enum<?> constant, DataOutputView out)
      throws IOException {
    writeNullableText(constant == null ? null : constant.name(), out);
  }

  private static <E extends Enum<E>> @Nullable E readNullableConstant(
      Class<E> type, DataInputView in) throws IOException {
    String name = readNullableText(in);
    return name == null ? null : Enum.valueOf(type, name);
  }

  @Override
  public TypeSerializerSnapshot<Alert> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link AlertSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Alert> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
