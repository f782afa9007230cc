package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Report;
import io.waymark.domain.friction.Signal;
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

/** Reports between operators, and in state until their time has come. */
final class ReportSerializer extends ImmutableSerializer<Report> {
  private static final long serialVersionUID = 1L;

  static final ReportSerializer INSTANCE = new ReportSerializer();
  static final ImmutableTypeInfo<Report> TYPE = new ImmutableTypeInfo<>(Report.class, INSTANCE);

  private ReportSerializer() {
    super(1);
  }

  @Override
  protected void write(Report value, DataOutputView out) throws IOException {
    Binary.writeText(value.key(), out);
    Binary.writeText(value.ruleId(), out);
    Binary.writeScalars(value.group(), out);
    Binary.writeText(value.title(), out);
    Binary.writeNullableText(value.team(), out);
    Binary.writeNullableText(value.runbook(), out);
    Binary.writeText(value.signalId(), out);
    Binary.writeConstant(value.status(), out);
    Binary.writeConstant(value.severity(), out);
    Binary.writeText(value.customerId(), out);
    Binary.writeNullableText(value.touchpoint(), out);
    Binary.writeNullableText(value.channel(), out);
    out.writeLong(value.at());
    out.writeLong(value.escalatesUntil());
    CartValueSerializer.writeNullable(value.cart(), out);
  }

  @Override
  protected Report read(int layout, DataInputView in) throws IOException {
    return new Report(
        Binary.readText(in),
        Binary.readText(in),
        SignalParts.readValues(in),
        Binary.readText(in),
        Binary.readNullableText(in),
        Binary.readNullableText(in),
        Binary.readText(in),
        Binary.readConstant(Signal.Status.class, in),
        Binary.readConstant(Severity.class, in),
        Binary.readText(in),
        Binary.readNullableText(in),
        Binary.readNullableText(in),
        in.readLong(),
        in.readLong(),
        CartValueSerializer.readNullable(in));
  }

  @Override
  public TypeSerializerSnapshot<Report> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link ReportSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Report> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
