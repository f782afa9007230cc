package io.waymark.pipeline.types;

import io.waymark.domain.event.Evidence;
import io.waymark.domain.journey.Journey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Layout of what signals hand on to triggers and alerts. */
public final class SignalParts {
  private SignalParts() {}

  public static void writeEvidence(List<Evidence> evidence, DataOutputView out) throws IOException {
    Binary.writeList(evidence, SignalParts::writeOne, out);
  }

  public static List<Evidence> readEvidence(DataInputView in) throws IOException {
    return Binary.readList(SignalParts::readOne, in);
  }

  public static void writeJourney(Journey journey, DataOutputView out) throws IOException {
    Binary.writeNullableText(journey.stage(), out);
    Binary.writeScalar(journey.effort(), out);
    Binary.writeScalar(journey.emotion(), out);
    Binary.writeScalar(journey.frustration(), out);
  }

  public static Journey readJourney(DataInputView in) throws IOException {
    return new Journey(
        Binary.readNullableText(in),
        (Double) Binary.readScalar(in),
        (Double) Binary.readScalar(in),
        (Double) Binary.readScalar(in));
  }

  /** Values by name of which none is null: an instance, or the group of an alert. */
  @SuppressWarnings("NullAway")
  public static Map<String, Object> readValues(DataInputView in) throws IOException {
    Map<String, @Nullable Object> values = Binary.readScalars(in);
    return values;
  }

  private static void writeOne(Evidence evidence, DataOutputView out) throws IOException {
    Binary.writeText(evidence.eventId(), out);
    Binary.writeText(evidence.eventType(), out);
    out.writeLong(evidence.eventTime());
    Binary.writeNullableText(evidence.touchpoint(), out);
  }

  private static Evidence readOne(DataInputView in) throws IOException {
    return new Evidence(
        Binary.readText(in), Binary.readText(in), in.readLong(), Binary.readNullableText(in));
  }
}
