package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.Place;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Places as keys. */
public final class PlaceSerializer extends ImmutableSerializer<Place> {
  private static final long serialVersionUID = 1L;

  public static final PlaceSerializer INSTANCE = new PlaceSerializer();
  public static final ImmutableTypeInfo<Place> TYPE =
      new ImmutableTypeInfo<>(Place.class, INSTANCE);

  private PlaceSerializer() {
    super(1);
  }

  @Override
  protected void write(Place place, DataOutputView out) throws IOException {
    PulseSerializer.writePlace(place, out);
  }

  @Override
  protected Place read(int layout, DataInputView in) throws IOException {
    return PulseSerializer.readPlace(in);
  }

  @Override
  public TypeSerializerSnapshot<Place> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link PlaceSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Place> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
