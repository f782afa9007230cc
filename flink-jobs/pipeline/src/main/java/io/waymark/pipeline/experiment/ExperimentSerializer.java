package io.waymark.pipeline.experiment;

import io.waymark.domain.experiment.ArmTotals;
import io.waymark.domain.experiment.Experiment;
import io.waymark.domain.experiment.HarmTest;
import io.waymark.domain.experiment.Moments;
import io.waymark.domain.experiment.Proportion;
import io.waymark.domain.experiment.Values;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Running sums, as stored and between operators. */
public final class ExperimentSerializer extends ImmutableSerializer<Experiment> {
  private static final long serialVersionUID = 1L;

  static final ExperimentSerializer INSTANCE = new ExperimentSerializer();
  static final ImmutableTypeInfo<Experiment> TYPE =
      new ImmutableTypeInfo<>(Experiment.class, INSTANCE);

  private ExperimentSerializer() {
    super(1);
  }

  @Override
  protected void write(Experiment experiment, DataOutputView out) throws IOException {
    Binary.writeText(experiment.experiment(), out);
    out.writeInt(experiment.ruleVersion());
    out.writeDouble(experiment.planned());
    writeArm(experiment.treatment(), out);
    writeArm(experiment.holdout(), out);
    out.writeLong(experiment.contaminated());
    out.writeDouble(experiment.maxLogRatio());
    Binary.writeList(experiment.harms(), ExperimentSerializer::writeHarm, out);
    out.writeLong(experiment.at());
    out.writeLong(experiment.resumedAt());
  }

  @Override
  protected Experiment read(int layout, DataInputView in) throws IOException {
    return new Experiment(
        Binary.readText(in),
        in.readInt(),
        in.readDouble(),
        readArm(in),
        readArm(in),
        in.readLong(),
        in.readDouble(),
        Binary.readList(ExperimentSerializer::readHarm, in),
        in.readLong(),
        in.readLong());
  }

  private static void writeArm(ArmTotals arm, DataOutputView out) throws IOException {
    out.writeLong(arm.assigned());
    out.writeLong(arm.issued());
    out.writeLong(arm.reached().successes());
    out.writeLong(arm.reached().n());
    writeMoments(arm.values().known(), out);
    writeMoments(arm.values().unknown(), out);
  }

  private static ArmTotals readArm(DataInputView in) throws IOException {
    return new ArmTotals(
        in.readLong(),
        in.readLong(),
        new Proportion(in.readLong(), in.readLong()),
        new Values(readMoments(in), readMoments(in)));
  }

  private static void writeMoments(Moments moments, DataOutputView out) throws IOException {
    out.writeLong(moments.n());
    out.writeDouble(moments.meanX());
    out.writeDouble(moments.meanY());
    out.writeDouble(moments.xx());
    out.writeDouble(moments.yy());
    out.writeDouble(moments.xy());
  }

  private static Moments readMoments(DataInputView in) throws IOException {
    return new Moments(
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }

  private static void writeHarm(HarmTest harm, DataOutputView out) throws IOException {
    out.writeLong(harm.treatmentAtRisk());
    out.writeLong(harm.holdoutAtRisk());
    out.writeLong(harm.treatmentTouched());
    out.writeLong(harm.holdoutTouched());
    Binary.writeList(harm.logRatios(), (log, to) -> to.writeDouble(log), out);
    out.writeDouble(harm.maxLog());
    Binary.writeList(harm.untold(), (log, to) -> to.writeDouble(log), out);
  }

  private static HarmTest readHarm(DataInputView in) throws IOException {
    return new HarmTest(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Binary.readList(DataInputView::readDouble, in),
        in.readDouble(),
        Binary.readList(DataInputView::readDouble, in));
  }

  @Override
  public TypeSerializerSnapshot<Experiment> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link ExperimentSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Experiment> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
