package io.waymark.pipeline.intervention;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.pipeline.types.Binary;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Layout of what a rule asks for. */
final class InterventionParts {
  private InterventionParts() {}

  static void write(Intervention intervene, DataOutputView out) throws IOException {
    writeText(intervene.action(), out);
    writeNullableText(intervene.channel(), out);
    writeConstant(intervene.purpose(), out);
    out.writeLong(intervene.usefulFor());
    out.writeInt(intervene.priority());
    out.writeDouble(intervene.holdout());
    Binary.writeList(intervene.goals(), Binary::writeText, out);
    out.writeLong(intervene.outcomeWithin());
  }

  static Intervention read(DataInputView in) throws IOException {
    return new Intervention(
        readText(in),
        readNullableText(in),
        readConstant(Purpose.class, in),
        in.readLong(),
        in.readInt(),
        in.readDouble(),
        Binary.readList(Binary::readText, in),
        in.readLong());
  }
}
