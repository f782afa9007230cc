package io.waymark.pipeline.alert;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.intervention.Alert;
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

/** Alerts between operators and in state. */
public final class AlertSerializer extends ImmutableSerializer<Alert> {
  private static final long serialVersionUID = 1L;

  public static final AlertSerializer INSTANCE = new AlertSerializer();
  public static final ImmutableTypeInfo<Alert> TYPE =
      new ImmutableTypeInfo<>(Alert.class, INSTANCE);

  private AlertSerializer() {
    super(1);
  }

  @Override
  protected void write(Alert alert, DataOutputView out) throws IOException {
    writeText(alert.alertId(), out);
    writeConstant(alert.status(), out);
    Binary.writeScalars(alert.group(), out);
    Binary.writeList(alert.ruleIds(), Binary::writeText, out);
    writeConstant(alert.severity(), out);
    writeText(alert.title(), out);
    writeNullableText(alert.touchpoint(), out);
    writeNullableText(alert.channel(), out);
    writeNullableText(alert.team(), out);
    writeNullableText(alert.runbook(), out);
    out.writeInt(alert.count());
    out.writeInt(alert.customers());
    Binary.writeList(alert.samples(), Binary::writeText, out);
    out.writeLong(alert.firstAt());
    out.writeLong(alert.lastAt());
  }

  @Override
  protected Alert read(int layout, DataInputView in) throws IOException {
    return new Alert(
        readText(in),
        readConstant(Alert.Status.class, in),
        SignalParts.readValues(in),
        Binary.readList(Binary::readText, in),
        readConstant(Severity.class, in),
        readText(in),
        readNullableText(in),
        readNullableText(in),
        readNullableText(in),
        readNullableText(in),
        in.readInt(),
        in.readInt(),
        Binary.readList(Binary::readText, in),
        in.readLong(),
        in.readLong());
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
