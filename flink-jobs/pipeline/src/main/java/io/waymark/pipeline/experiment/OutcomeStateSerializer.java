package io.waymark.pipeline.experiment;

import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Enrolment;
import io.waymark.domain.experiment.Guardrail;
import io.waymark.domain.experiment.OutcomeState;
import io.waymark.domain.experiment.OutcomeState.Counted;
import io.waymark.domain.experiment.OutcomeState.PastGoal;
import io.waymark.domain.experiment.OutcomeWindow;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is remembered of a customer's outcomes, as stored. */
public final class OutcomeStateSerializer extends ImmutableSerializer<OutcomeState> {
  private static final long serialVersionUID = 1L;

  static final OutcomeStateSerializer INSTANCE = new OutcomeStateSerializer();

  private OutcomeStateSerializer() {
    super(1);
  }

  @Override
  protected void write(OutcomeState state, DataOutputView out) throws IOException {
    Binary.writeList(state.windows(), OutcomeStateSerializer::writeWindow, out);
    Binary.writeList(state.counted(), OutcomeStateSerializer::writeCounted, out);
    Binary.writeList(state.goals(), OutcomeStateSerializer::writeGoal, out);
  }

  @Override
  protected OutcomeState read(int layout, DataInputView in) throws IOException {
    return new OutcomeState(
        Binary.readList(OutcomeStateSerializer::readWindow, in),
        Binary.readList(OutcomeStateSerializer::readCounted, in),
        Binary.readList(OutcomeStateSerializer::readGoal, in));
  }

  private static void writeWindow(OutcomeWindow window, DataOutputView out) throws IOException {
    Binary.writeText(window.outcomeId(), out);
    writeEnrolment(window.enrolment(), out);
    Binary.writeScalar(window.valueBefore(), out);
    Binary.writeNullableText(window.goal(), out);
    Binary.writeScalar(window.reachedAt(), out);
    out.writeDouble(window.value());
    writeGuardrails(window.touched(), out);
  }

  private static OutcomeWindow readWindow(DataInputView in) throws IOException {
    return new OutcomeWindow(
        Binary.readText(in),
        readEnrolment(in),
        (Double) Binary.readScalar(in),
        Binary.readNullableText(in),
        (Long) Binary.readScalar(in),
        in.readDouble(),
        readGuardrails(in));
  }

  static void writeEnrolment(Enrolment enrolment, DataOutputView out) throws IOException {
    Binary.writeText(enrolment.experiment(), out);
    out.writeInt(enrolment.ruleVersion());
    Binary.writeText(enrolment.customerId(), out);
    Binary.writeConstant(enrolment.arm(), out);
    out.writeDouble(enrolment.planned());
    Binary.writeText(enrolment.signalId(), out);
    Binary.writeList(enrolment.goals(), Binary::writeText, out);
    out.writeLong(enrolment.assignedAt());
    out.writeLong(enrolment.outcomeWithin());
    out.writeBoolean(enrolment.issued());
    out.writeBoolean(enrolment.contaminated());
    out.writeLong(enrolment.at());
  }

  static Enrolment readEnrolment(DataInputView in) throws IOException {
    return new Enrolment(
        Binary.readText(in),
        in.readInt(),
        Binary.readText(in),
        Binary.readConstant(Arm.class, in),
        in.readDouble(),
        Binary.readText(in),
        Binary.readList(Binary::readText, in),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        in.readBoolean(),
        in.readLong());
  }

  private static void writeCounted(Counted counted, DataOutputView out) throws IOException {
    Binary.writeText(counted.experiment(), out);
    out.writeInt(counted.ruleVersion());
    out.writeLong(counted.until());
  }

  private static Counted readCounted(DataInputView in) throws IOException {
    return new Counted(Binary.readText(in), in.readInt(), in.readLong());
  }

  private static void writeGoal(PastGoal goal, DataOutputView out) throws IOException {
    Binary.writeText(goal.factId(), out);
    out.writeLong(goal.time());
    out.writeDouble(goal.value());
  }

  private static PastGoal readGoal(DataInputView in) throws IOException {
    return new PastGoal(Binary.readText(in), in.readLong(), in.readDouble());
  }

  static void writeGuardrails(Set<Guardrail> guardrails, DataOutputView out) throws IOException {
    Binary.writeList(
        List.copyOf(guardrails).stream().sorted().toList(), Binary::writeConstant, out);
  }

  static Set<Guardrail> readGuardrails(DataInputView in) throws IOException {
    return new HashSet<>(Binary.readList(each -> Binary.readConstant(Guardrail.class, each), in));
  }

  @Override
  public TypeSerializerSnapshot<OutcomeState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link OutcomeStateSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OutcomeState> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
