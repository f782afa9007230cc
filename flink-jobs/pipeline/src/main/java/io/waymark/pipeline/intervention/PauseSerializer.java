package io.waymark.pipeline.intervention;

import io.waymark.domain.intervention.Pause;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Pauses between operators and in state. */
public final class PauseSerializer extends ImmutableSerializer<Pause> {
  private static final long serialVersionUID = 1L;

  public static final PauseSerializer INSTANCE = new PauseSerializer();
  public static final ImmutableTypeInfo<Pause> TYPE =
      new ImmutableTypeInfo<>(Pause.class, INSTANCE);

  private PauseSerializer() {
    super(1);
  }

  @Override
  protected void write(Pause pause, DataOutputView out) throws IOException {
    Binary.writeText(pause.ruleId(), out);
    out.writeBoolean(pause.paused());
    Binary.writeText(pause.reason(), out);
    out.writeLong(pause.at());
  }

  @Override
  protected Pause read(int layout, DataInputView in) throws IOException {
    return new Pause(Binary.readText(in), in.readBoolean(), Binary.readText(in), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<Pause> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link PauseSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Pause> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
