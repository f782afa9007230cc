package io.waymark.pipeline.pulse;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.writeConstant;

import io.waymark.domain.pulse.ContactLeg;
import io.waymark.domain.pulse.Episodes;
import io.waymark.domain.pulse.Once;
import io.waymark.domain.pulse.Payments;
import io.waymark.domain.pulse.Point;
import io.waymark.domain.pulse.Pursuit;
import io.waymark.domain.pulse.Step;
import io.waymark.domain.pulse.Strand;
import io.waymark.domain.pulse.Visit;
import io.waymark.domain.pulse.Where;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Strands in state. */
public final class StrandSerializer extends ImmutableSerializer<StoredStrand> {
  private static final long serialVersionUID = 1L;

  static final StrandSerializer INSTANCE = new StrandSerializer();

  private static final int LEG = 0;
  private static final int PURSUIT = 1;
  private static final int PAYMENTS = 2;
  private static final int VISIT = 3;
  private static final int EPISODES = 4;
  private static final int ONCE = 5;

  private StrandSerializer() {
    super(1);
  }

  @Override
  protected void write(StoredStrand stored, DataOutputView out) throws IOException {
    out.writeLong(stored.asOf());
    out.writeLong(stored.timer());
    Strand strand = stored.strand();
    if (strand instanceof ContactLeg leg) {
      out.writeByte(LEG);
      writeLeg(leg, out);
    } else if (strand instanceof Pursuit pursuit) {
      out.writeByte(PURSUIT);
      writeConstant(pursuit.aim(), out);
      writePoint(pursuit.begun(), out);
      out.writeLong(pursuit.active());
      writePoint(pursuit.achieved(), out);
      writeLong(pursuit.droppedAt(), out);
    } else if (strand instanceof Payments payments) {
      out.writeByte(PAYMENTS);
      Binary.writeList(payments.attempts(), StrandSerializer::writeAttempt, out);
      Binary.writeList(payments.ends(), StrandSerializer::writeEnd, out);
    } else if (strand instanceof Visit visit) {
      out.writeByte(VISIT);
      out.writeLong(visit.hash());
      Binary.writeList(visit.acts(), StrandSerializer::writeAct, out);
    } else if (strand instanceof Episodes episodes) {
      out.writeByte(EPISODES);
      Binary.writeList(episodes.contacts(), StrandSerializer::writeContact, out);
    } else if (strand instanceof Once once) {
      out.writeByte(ONCE);
      writeConstant(once.fact(), out);
      writeLong(once.first(), out);
      writeWheres(once.where(), out);
    }
  }

  @Override
  protected StoredStrand read(int layout, DataInputView in) throws IOException {
    long asOf = in.readLong();
    long timer = in.readLong();
    return new StoredStrand(readStrand(in), asOf, timer);
  }

  private static Strand readStrand(DataInputView in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case LEG -> readLeg(in);
      case PURSUIT ->
          new Pursuit(
              readConstant(Pursuit.Aim.class, in),
              readPoint(in),
              in.readLong(),
              readPoint(in),
              readLong(in));
      case PAYMENTS ->
          new Payments(
              Binary.readList(i -> new Payments.Attempt(readKnownPoint(i), readWheres(i)), in),
              Binary.readList(
                  i -> new Payments.End(readKnownPoint(i), readWheres(i), i.readBoolean()), in));
      case VISIT -> new Visit(in.readLong(), Binary.readList(StrandSerializer::readAct, in));
      case EPISODES ->
          new Episodes(
              Binary.readList(
                  i ->
                      new Episodes.Contact(
                          Binary.readNullableText(i),
                          i.readLong(),
                          Binary.readNullableText(i),
                          i.readLong(),
                          readPoint(i),
                          i.readBoolean()),
                  in));
      case ONCE -> new Once(readConstant(Once.Fact.class, in), readLong(in), readWheres(in));
      default -> throw new IOException("Unknown tag of a strand: " + tag);
    };
  }

  private static void writeLeg(ContactLeg leg, DataOutputView out) throws IOException {
    writePoint(leg.queued(), out);
    ContactLeg.Ending ending = leg.ending();
    out.writeBoolean(ending != null);
    if (ending != null) {
      writeConstant(ending.how(), out);
      writePoint(ending.at(), out);
      writeLong(ending.waitMillis(), out);
      out.writeBoolean(ending.shortly());
    }
    writePoint(leg.transferred(), out);
    writePoint(leg.ended(), out);
    writeLong(leg.talkMillis(), out);
    writeLong(leg.afterMillis(), out);
    writeLong(leg.over(), out);
    out.writeLong(leg.lostAt());
    out.writeLong(leg.latest());
  }

  private static ContactLeg readLeg(DataInputView in) throws IOException {
    Point queued = readPoint(in);
    ContactLeg.Ending ending =
        in.readBoolean()
            ? new ContactLeg.Ending(
                readConstant(ContactLeg.Outcome.class, in),
                readKnownPoint(in),
                readLong(in),
                in.readBoolean())
            : null;
    return new ContactLeg(
        queued,
        ending,
        readPoint(in),
        readPoint(in),
        readLong(in),
        readLong(in),
        readLong(in),
        in.readLong(),
        in.readLong());
  }

  private static void writeAttempt(Payments.Attempt attempt, DataOutputView out)
      throws IOException {
    writePoint(attempt.at(), out);
    writeWheres(attempt.by(), out);
  }

  private static void writeEnd(Payments.End end, DataOutputView out) throws IOException {
    writePoint(end.at(), out);
    writeWheres(end.by(), out);
    out.writeBoolean(end.failed());
  }

  private static void writeContact(Episodes.Contact contact, DataOutputView out)
      throws IOException {
    Binary.writeNullableText(contact.id(), out);
    out.writeLong(contact.first());
    Binary.writeNullableText(contact.topic(), out);
    out.writeLong(contact.topicAt());
    writePoint(contact.resolved(), out);
    out.writeBoolean(contact.byCustomer());
  }

  private static void writeAct(Visit.Act act, DataOutputView out) throws IOException {
    writePoint(act.at(), out);
    writeConstant(act.kind(), out);
    Step step = act.step();
    out.writeBoolean(step != null);
    if (step != null) {
      writeConstant(step, out);
    }
    out.writeInt(act.what());
  }

  private static Visit.Act readAct(DataInputView in) throws IOException {
    return new Visit.Act(
        readKnownPoint(in),
        readConstant(Visit.Kind.class, in),
        in.readBoolean() ? readConstant(Step.class, in) : null,
        in.readInt());
  }

  private static void writeWheres(List<Where> wheres, DataOutputView out) throws IOException {
    Binary.writeList(wheres, MeasurementSerializer::writeWhere, out);
  }

  private static List<Where> readWheres(DataInputView in) throws IOException {
    return Binary.readList(MeasurementSerializer::readWhere, in);
  }

  private static void writePoint(@Nullable Point point, DataOutputView out) throws IOException {
    out.writeBoolean(point != null);
    if (point != null) {
      out.writeLong(point.time());
      MeasurementSerializer.writeWhere(point.where(), out);
    }
  }

  private static @Nullable Point readPoint(DataInputView in) throws IOException {
    return in.readBoolean() ? new Point(in.readLong(), MeasurementSerializer.readWhere(in)) : null;
  }

  private static Point readKnownPoint(DataInputView in) throws IOException {
    Point point = readPoint(in);
    if (point == null) {
      throw new IOException("A point is missing: the data is not in this layout");
    }
    return point;
  }

  private static void writeLong(@Nullable Long value, DataOutputView out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeLong(value);
    }
  }

  private static @Nullable Long readLong(DataInputView in) throws IOException {
    return in.readBoolean() ? (Long) in.readLong() : null;
  }

  @Override
  public TypeSerializerSnapshot<StoredStrand> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link StrandSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StoredStrand> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
