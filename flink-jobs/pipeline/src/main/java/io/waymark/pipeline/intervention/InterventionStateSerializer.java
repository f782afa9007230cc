package io.waymark.pipeline.intervention;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readSize;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeSize;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.intervention.Consent;
import io.waymark.domain.intervention.InterventionState;
import io.waymark.domain.intervention.InterventionState.Decided;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What interventions remember of a customer, as stored. */
public final class InterventionStateSerializer extends ImmutableSerializer<InterventionState> {
  private static final long serialVersionUID = 1L;

  static final InterventionStateSerializer INSTANCE = new InterventionStateSerializer();

  private InterventionStateSerializer() {
    super(1);
  }

  @Override
  protected void write(InterventionState state, DataOutputView out) throws IOException {
    writeSize(state.consents().size(), out);
    for (Map.Entry<Purpose, Consent> entry : state.consents().entrySet()) {
      writeConstant(entry.getKey(), out);
      out.writeBoolean(entry.getValue().granted());
      out.writeLong(entry.getValue().time());
      writeText(entry.getValue().eventId(), out);
    }
    Binary.writeList(state.decided(), InterventionStateSerializer::writeDecided, out);
  }

  @Override
  protected InterventionState read(int layout, DataInputView in) throws IOException {
    Map<Purpose, Consent> consents = new EnumMap<>(Purpose.class);
    for (int i = readSize(in); i > 0; i--) {
      consents.put(
          readConstant(Purpose.class, in),
          new Consent(in.readBoolean(), in.readLong(), readText(in)));
    }
    return new InterventionState(
        consents, Binary.readList(InterventionStateSerializer::readDecided, in));
  }

  private static void writeDecided(Decided decided, DataOutputView out) throws IOException {
    writeText(decided.signalId(), out);
    out.writeLong(decided.expiresAt());
    Trigger issued = decided.issued();
    out.writeBoolean(issued != null);
    if (issued != null) {
      TriggerSerializer.INSTANCE.serialize(issued, out);
    }
  }

  private static Decided readDecided(DataInputView in) throws IOException {
    return new Decided(
        readText(in),
        in.readLong(),
        in.readBoolean() ? TriggerSerializer.INSTANCE.deserialize(in) : null);
  }

  @Override
  public TypeSerializerSnapshot<InterventionState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link InterventionStateSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<InterventionState> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
