package io.waymark.pipeline.intervention;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readSize;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeSize;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.intervention.Arms;
import io.waymark.domain.intervention.AssignedArm;
import io.waymark.domain.intervention.Case;
import io.waymark.domain.intervention.Consent;
import io.waymark.domain.intervention.Intervened;
import io.waymark.domain.intervention.InterventionState;
import io.waymark.domain.intervention.InterventionState.Decided;
import io.waymark.domain.intervention.Reach;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What interventions remember of a customer, as stored. Layout 1 has consents and decided fires
 * only.
 */
public final class InterventionStateSerializer extends ImmutableSerializer<InterventionState> {
  private static final long serialVersionUID = 1L;

  static final InterventionStateSerializer INSTANCE = new InterventionStateSerializer();

  private InterventionStateSerializer() {
    super(2);
  }

  @Override
  protected void write(InterventionState state, DataOutputView out) throws IOException {
    ConsentParts.write(state.consents(), out);
    Binary.writeList(state.decided(), InterventionStateSerializer::writeDecided, out);
    writeReach(state.reach(), out);
    writeArms(state.arms(), out);
    Binary.writeList(state.intervened(), InterventionStateSerializer::writeIntervened, out);
    out.writeLong(state.touchedAt());
  }

  @Override
  protected InterventionState read(int layout, DataInputView in) throws IOException {
    Map<Purpose, Consent> consents = ConsentParts.read(in);
    List<Decided> decided =
        Binary.readList(
            layout < 2
                ? InterventionStateSerializer::readDecidedOnce
                : InterventionStateSerializer::readDecided,
            in);
    if (layout < 2) {
      return InterventionState.of(consents, decided);
    }
    return new InterventionState(
        consents,
        decided,
        readReach(in),
        readArms(in),
        Binary.readList(InterventionStateSerializer::readIntervened, in),
        in.readLong());
  }

  private static void writeDecided(Decided decided, DataOutputView out) throws IOException {
    writeText(decided.signalId(), out);
    out.writeLong(decided.forgetAt());
    Case open = decided.open();
    out.writeBoolean(open != null);
    if (open != null) {
      CaseParts.write(open, out);
    }
  }

  private static Decided readDecided(DataInputView in) throws IOException {
    return new Decided(readText(in), in.readLong(), in.readBoolean() ? CaseParts.read(in) : null);
  }

  /** As layout 1 has them. */
  private static Decided readDecidedOnce(DataInputView in) throws IOException {
    return new Decided(
        readText(in),
        in.readLong(),
        in.readBoolean() ? CaseParts.of(TriggerSerializer.INSTANCE.deserialize(in)) : null);
  }

  private static void writeReach(Reach reach, DataOutputView out) throws IOException {
    writeNullableText(reach.timeZone(), out);
    writeNullableText(reach.country(), out);
    ConsentParts.write(reach.left(), out);
    ConsentParts.writeTimes(reach.complaints(), out);
    ConsentParts.writeTimes(reach.contacts(), out);
  }

  private static Reach readReach(DataInputView in) throws IOException {
    return new Reach(
        readNullableText(in),
        readNullableText(in),
        ConsentParts.readOptOuts(in),
        ConsentParts.readTimes(in),
        ConsentParts.readTimes(in));
  }

  private static void writeArms(Arms arms, DataOutputView out) throws IOException {
    AssignedArm all = arms.ofAll();
    out.writeBoolean(all != null);
    if (all != null) {
      writeArm(all, out);
    }
    writeSize(arms.byRule().size(), out);
    for (Map.Entry<String, AssignedArm> entry : arms.byRule().entrySet()) {
      writeText(entry.getKey(), out);
      writeArm(entry.getValue(), out);
    }
  }

  private static Arms readArms(DataInputView in) throws IOException {
    AssignedArm all = in.readBoolean() ? readArm(in) : null;
    Map<String, AssignedArm> rules = new HashMap<>();
    for (int i = readSize(in); i > 0; i--) {
      rules.put(readText(in), readArm(in));
    }
    return new Arms(rules, all);
  }

  private static void writeArm(AssignedArm arm, DataOutputView out) throws IOException {
    out.writeBoolean(arm.holdout());
    out.writeLong(arm.at());
    out.writeBoolean(arm.contaminated());
  }

  private static AssignedArm readArm(DataInputView in) throws IOException {
    return new AssignedArm(in.readBoolean(), in.readLong(), in.readBoolean());
  }

  private static void writeIntervened(Intervened sent, DataOutputView out) throws IOException {
    writeText(sent.ruleId(), out);
    writeText(sent.action(), out);
    writeNullableText(sent.channel(), out);
    writeConstant(sent.purpose(), out);
    out.writeLong(sent.at());
  }

  private static Intervened readIntervened(DataInputView in) throws IOException {
    return new Intervened(
        readText(in),
        readText(in),
        readNullableText(in),
        readConstant(Purpose.class, in),
        in.readLong());
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
