package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.LearntPlace;
import io.waymark.domain.pulse.Place;
import io.waymark.pipeline.pulse.PlaceSerializer;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What was learnt of places, between operators. */
public final class LearntPlaceSerializer extends ImmutableSerializer<LearntPlace> {
  private static final long serialVersionUID = 1L;

  static final LearntPlaceSerializer INSTANCE = new LearntPlaceSerializer();
  static final ImmutableTypeInfo<LearntPlace> TYPE =
      new ImmutableTypeInfo<>(LearntPlace.class, INSTANCE);

  private LearntPlaceSerializer() {
    super(1);
  }

  @Override
  protected void write(LearntPlace learnt, DataOutputView out) throws IOException {
    PlaceSerializer.INSTANCE.serialize(learnt.place(), out);
    Binary.writeBytes(learnt.state(), out);
    Binary.writeSize(learnt.hours().size(), out);
    for (Map.Entry<Integer, byte[]> hour : learnt.hours().entrySet()) {
      out.writeInt(hour.getKey());
      Binary.writeBytes(hour.getValue(), out);
    }
  }

  @Override
  protected LearntPlace read(int layout, DataInputView in) throws IOException {
    Place place = PlaceSerializer.INSTANCE.deserialize(in);
    byte[] state = Binary.readBytes(in);
    Map<Integer, byte[]> hours = new HashMap<>();
    for (int left = Binary.readSize(in); left > 0; left--) {
      hours.put(in.readInt(), Binary.readBytes(in));
    }
    return new LearntPlace(place, state, hours);
  }

  @Override
  public TypeSerializerSnapshot<LearntPlace> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link LearntPlaceSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LearntPlace> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
