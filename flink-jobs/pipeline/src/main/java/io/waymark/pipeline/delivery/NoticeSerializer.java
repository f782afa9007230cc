package io.waymark.pipeline.delivery;

import io.waymark.pipeline.alert.AlertSerializer;
import io.waymark.pipeline.delivery.Notice.OfAlert;
import io.waymark.pipeline.delivery.Notice.OfErasedAlert;
import io.waymark.pipeline.delivery.Notice.OfErasedTrigger;
import io.waymark.pipeline.delivery.Notice.OfFact;
import io.waymark.pipeline.delivery.Notice.OfRedelivery;
import io.waymark.pipeline.delivery.Notice.OfTrigger;
import io.waymark.pipeline.intervention.TriggerSerializer;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.FactSerializer;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Notices between operators, and in state while they wait. */
public final class NoticeSerializer extends ImmutableSerializer<Notice> {
  private static final long serialVersionUID = 1L;

  static final NoticeSerializer INSTANCE = new NoticeSerializer();
  static final ImmutableTypeInfo<Notice> TYPE = new ImmutableTypeInfo<>(Notice.class, INSTANCE);

  private static final int TRIGGER = 0;
  private static final int ALERT = 1;
  private static final int FACT = 2;
  private static final int REDELIVERY = 3;
  private static final int ERASED_ALERT = 4;
  private static final int ERASED_TRIGGER = 5;

  private NoticeSerializer() {
    super(1);
  }

  @Override
  protected void write(Notice notice, DataOutputView out) throws IOException {
    if (notice instanceof OfTrigger of) {
      out.writeByte(TRIGGER);
      TriggerSerializer.INSTANCE.serialize(of.trigger(), out);
    } else if (notice instanceof OfAlert of) {
      out.writeByte(ALERT);
      AlertSerializer.INSTANCE.serialize(of.alert(), out);
    } else if (notice instanceof OfFact of) {
      out.writeByte(FACT);
      FactSerializer.INSTANCE.serialize(of.fact(), out);
    } else if (notice instanceof OfErasedAlert of) {
      out.writeByte(ERASED_ALERT);
      Binary.writeText(of.alertId(), out);
    } else if (notice instanceof OfErasedTrigger of) {
      out.writeByte(ERASED_TRIGGER);
      TriggerSerializer.INSTANCE.serialize(of.trigger(), out);
    } else {
      out.writeByte(REDELIVERY);
      AttemptSerializer.INSTANCE.serialize(((OfRedelivery) notice).attempt(), out);
    }
  }

  @Override
  protected Notice read(int layout, DataInputView in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case TRIGGER -> new OfTrigger(TriggerSerializer.INSTANCE.deserialize(in));
      case ALERT -> new OfAlert(AlertSerializer.INSTANCE.deserialize(in));
      case FACT -> new OfFact(FactSerializer.INSTANCE.deserialize(in));
      case REDELIVERY -> new OfRedelivery(AttemptSerializer.INSTANCE.deserialize(in));
      case ERASED_ALERT -> new OfErasedAlert(Binary.readText(in));
      case ERASED_TRIGGER -> new OfErasedTrigger(TriggerSerializer.INSTANCE.deserialize(in));
      default -> throw new IOException("Unknown kind of notice: " + kind);
    };
  }

  @Override
  public TypeSerializerSnapshot<Notice> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link NoticeSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Notice> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
