package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.Cohort;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Cohorts as keys. */
public final class CohortSerializer extends ImmutableSerializer<Cohort> {
  private static final long serialVersionUID = 1L;

  public static final CohortSerializer INSTANCE = new CohortSerializer();
  public static final ImmutableTypeInfo<Cohort> TYPE =
      new ImmutableTypeInfo<>(Cohort.class, INSTANCE);

  private CohortSerializer() {
    super(1);
  }

  @Override
  protected void write(Cohort cohort, DataOutputView out) throws IOException {
    Binary.writeText(cohort.ruleId(), out);
    Binary.writeText(cohort.touchpoint(), out);
    Binary.writeText(cohort.fingerprint(), out);
  }

  @Override
  protected Cohort read(int layout, DataInputView in) throws IOException {
    return new Cohort(Binary.readText(in), Binary.readText(in), Binary.readText(in));
  }

  @Override
  public TypeSerializerSnapshot<Cohort> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link CohortSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Cohort> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
