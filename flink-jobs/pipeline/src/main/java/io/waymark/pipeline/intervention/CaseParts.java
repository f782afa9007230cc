package io.waymark.pipeline.intervention;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;

import io.waymark.domain.intervention.Assignment;
import io.waymark.domain.intervention.Case;
import io.waymark.domain.intervention.Reason;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Layout of what is open of a customer. */
final class CaseParts {
  private static final long DEFAULT_OUTCOME_WITHIN = 7 * 86_400_000L;

  private CaseParts() {}

  static void write(Case open, DataOutputView out) throws IOException {
    TriggerSerializer.INSTANCE.serialize(open.trigger(), out);
    InterventionParts.write(open.intervene(), out);
    Assignment assignment = open.assignment();
    out.writeLong(assignment.at());
    writeNullableText(assignment.experiment(), out);
    writeNullableText(assignment.arm(), out);
    writeNullableText(assignment.globalArm(), out);
    out.writeBoolean(assignment.contaminated());
    Case.Deferral deferral = open.deferral();
    out.writeBoolean(deferral != null);
    if (deferral != null) {
      writeConstant(deferral.reason(), out);
      out.writeLong(deferral.over());
      out.writeLong(deferral.releaseAt());
      out.writeLong(deferral.givenUpAt());
    }
  }

  static Case read(DataInputView in) throws IOException {
    return new Case(
        TriggerSerializer.INSTANCE.deserialize(in),
        InterventionParts.read(in),
        new Assignment(
            in.readLong(),
            readNullableText(in),
            readNullableText(in),
            readNullableText(in),
            in.readBoolean()),
        readDeferral(in));
  }

  private static Case.@Nullable Deferral readDeferral(DataInputView in) throws IOException {
    return in.readBoolean()
        ? new Case.Deferral(
            readConstant(Reason.class, in), in.readLong(), in.readLong(), in.readLong())
        : null;
  }

  /** Of a trigger alone, as older releases kept it; the goals of its rule are not known. */
  static Case of(Trigger issued) {
    return new Case(
        issued,
        new Intervention(
            issued.action(),
            issued.channel(),
            issued.purpose(),
            issued.expiresAt() - issued.occurredAt(),
            issued.priority(),
            0,
            List.of(),
            DEFAULT_OUTCOME_WITHIN),
        new Assignment(issued.decidedAt(), issued.experiment(), issued.arm(), null, false),
        null);
  }
}
