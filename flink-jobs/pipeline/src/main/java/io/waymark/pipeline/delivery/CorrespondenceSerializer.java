package io.waymark.pipeline.delivery;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.delivery.Correspondence;
import io.waymark.domain.delivery.Correspondence.Sent;
import io.waymark.pipeline.intervention.ConsentParts;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What deliveries remember of a customer, as stored. */
public final class CorrespondenceSerializer extends ImmutableSerializer<Correspondence> {
  private static final long serialVersionUID = 1L;

  static final CorrespondenceSerializer INSTANCE = new CorrespondenceSerializer();

  private CorrespondenceSerializer() {
    super(1);
  }

  @Override
  protected void write(Correspondence value, DataOutputView out) throws IOException {
    ConsentParts.write(value.consents(), out);
    ConsentParts.write(value.left(), out);
    Binary.writeList(value.sent(), CorrespondenceSerializer::writeSent, out);
  }

  @Override
  protected Correspondence read(int layout, DataInputView in) throws IOException {
    return new Correspondence(
        ConsentParts.read(in),
        ConsentParts.readOptOuts(in),
        Binary.readList(CorrespondenceSerializer::readSent, in));
  }

  private static void writeSent(Sent sent, DataOutputView out) throws IOException {
    writeText(sent.messageId(), out);
    writeNullableText(sent.purpose(), out);
    writeNullableText(sent.channel(), out);
    out.writeLong(sent.expiresAt());
    Binary.writeList(sent.destinations(), Binary::writeText, out);
    writeConstant(sent.course(), out);
  }

  private static Sent readSent(DataInputView in) throws IOException {
    return new Sent(
        readText(in),
        readNullableText(in),
        readNullableText(in),
        in.readLong(),
        Binary.readList(Binary::readText, in),
        readConstant(Correspondence.Course.class, in));
  }

  @Override
  public TypeSerializerSnapshot<Correspondence> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link CorrespondenceSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Correspondence> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
