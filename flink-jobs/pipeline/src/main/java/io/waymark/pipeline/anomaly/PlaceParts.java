package io.waymark.pipeline.anomaly;

import io.waymark.domain.pulse.Place;
import io.waymark.pipeline.types.Binary;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Where something is measured, within a layout. */
final class PlaceParts {
  private PlaceParts() {}

  static void write(Place place, DataOutputView out) throws IOException {
    Binary.writeText(place.touchpoint(), out);
    Binary.writeNullableText(place.channel(), out);
    Binary.writeNullableText(place.persona(), out);
  }

  static Place read(DataInputView in) throws IOException {
    return new Place(Binary.readText(in), Binary.readNullableText(in), Binary.readNullableText(in));
  }
}
