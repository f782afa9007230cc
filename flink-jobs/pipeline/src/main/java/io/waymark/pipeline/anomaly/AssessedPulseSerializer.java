package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.AssessedPulse;
import io.waymark.domain.anomaly.Normal;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Pulse;
import io.waymark.pipeline.pulse.PulseSerializer;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Figures with what is normal, between operators. */
public final class AssessedPulseSerializer extends ImmutableSerializer<AssessedPulse> {
  private static final long serialVersionUID = 1L;

  public static final AssessedPulseSerializer INSTANCE = new AssessedPulseSerializer();
  public static final ImmutableTypeInfo<AssessedPulse> TYPE =
      new ImmutableTypeInfo<>(AssessedPulse.class, INSTANCE);

  private AssessedPulseSerializer() {
    super(1);
  }

  @Override
  protected void write(AssessedPulse assessed, DataOutputView out) throws IOException {
    PulseSerializer.INSTANCE.serialize(assessed.pulse(), out);
    Binary.writeSize(assessed.normals().size(), out);
    for (Map.Entry<Measure, Normal> entry : new TreeMap<>(assessed.normals()).entrySet()) {
      Binary.writeConstant(entry.getKey(), out);
      out.writeDouble(entry.getValue().expected());
      out.writeDouble(entry.getValue().low());
      out.writeDouble(entry.getValue().high());
      out.writeInt(entry.getValue().weeks());
    }
  }

  @Override
  protected AssessedPulse read(int layout, DataInputView in) throws IOException {
    Pulse pulse = PulseSerializer.INSTANCE.deserialize(in);
    Map<Measure, Normal> normals = new EnumMap<>(Measure.class);
    for (int left = Binary.readSize(in); left > 0; left--) {
      normals.put(
          Binary.readConstant(Measure.class, in),
          new Normal(in.readDouble(), in.readDouble(), in.readDouble(), in.readInt()));
    }
    return new AssessedPulse(pulse, normals);
  }

  @Override
  public TypeSerializerSnapshot<AssessedPulse> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link AssessedPulseSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AssessedPulse> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
