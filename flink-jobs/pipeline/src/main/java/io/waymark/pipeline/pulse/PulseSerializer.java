package io.waymark.pipeline.pulse;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import io.waymark.domain.pulse.Transition;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Figures of places between operators and in state. */
public final class PulseSerializer extends ImmutableSerializer<Pulse> {
  private static final long serialVersionUID = 1L;

  public static final PulseSerializer INSTANCE = new PulseSerializer();
  public static final ImmutableTypeInfo<Pulse> TYPE =
      new ImmutableTypeInfo<>(Pulse.class, INSTANCE);

  private PulseSerializer() {
    super(1);
  }

  @Override
  protected void write(Pulse pulse, DataOutputView out) throws IOException {
    writePlace(pulse.place(), out);
    out.writeLong(pulse.start());
    out.writeLong(pulse.end());
    out.writeBoolean(pulse.last());
    out.writeLong(pulse.at());
    Binary.writeList(pulse.figures(), PulseSerializer::writeFigure, out);
    Binary.writeSize(pulse.stages().size(), out);
    for (Map.Entry<String, Long> stage : pulse.stages().entrySet()) {
      writeText(stage.getKey(), out);
      out.writeLong(stage.getValue());
    }
    Binary.writeList(pulse.transitions(), PulseSerializer::writeTransition, out);
  }

  @Override
  protected Pulse read(int layout, DataInputView in) throws IOException {
    return new Pulse(
        readPlace(in),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        in.readLong(),
        Binary.readList(PulseSerializer::readFigure, in),
        readStages(in),
        Binary.readList(PulseSerializer::readTransition, in));
  }

  static void writePlace(Place place, DataOutputView out) throws IOException {
    writeText(place.touchpoint(), out);
    writeNullableText(place.channel(), out);
    writeNullableText(place.persona(), out);
  }

  static Place readPlace(DataInputView in) throws IOException {
    return new Place(readText(in), readNullableText(in), readNullableText(in));
  }

  private static void writeFigure(Figure figure, DataOutputView out) throws IOException {
    writeConstant(figure.measure(), out);
    writeNullable(figure.value(), out);
    writeNullable(figure.numerator(), out);
    writeNullable(figure.denominator(), out);
    out.writeLong(figure.n());
  }

  private static Figure readFigure(DataInputView in) throws IOException {
    return new Figure(
        readConstant(Measure.class, in),
        readNullableDouble(in),
        readNullableDouble(in),
        readNullableDouble(in),
        in.readLong());
  }

  private static Map<String, Long> readStages(DataInputView in) throws IOException {
    Map<String, Long> stages = new LinkedHashMap<>();
    for (int left = Binary.readSize(in); left > 0; left--) {
      stages.put(readText(in), in.readLong());
    }
    return stages;
  }

  private static void writeTransition(Transition transition, DataOutputView out)
      throws IOException {
    writeNullableText(transition.from(), out);
    writeNullableText(transition.to(), out);
    out.writeLong(transition.journeys());
    writeNullable(transition.medianMillis(), out);
    writeNullable(transition.p90Millis(), out);
  }

  private static Transition readTransition(DataInputView in) throws IOException {
    return new Transition(
        readNullableText(in),
        readNullableText(in),
        in.readLong(),
        readNullableLong(in),
        readNullableLong(in));
  }

  private static void writeNullable(@Nullable Double value, DataOutputView out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeDouble(value);
    }
  }

  private static @Nullable Double readNullableDouble(DataInputView in) throws IOException {
    return in.readBoolean() ? (Double) in.readDouble() : null;
  }

  private static void writeNullable(@Nullable Long value, DataOutputView out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeLong(value);
    }
  }

  private static @Nullable Long readNullableLong(DataInputView in) throws IOException {
    return in.readBoolean() ? (Long) in.readLong() : null;
  }

  @Override
  public TypeSerializerSnapshot<Pulse> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link PulseSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Pulse> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
