package io.waymark.pipeline.journey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;

/**
 * Journeys as a checkpoint takes them from the {@link JourneyCache}: a version byte, how many there
 * are, and of each the customer, when it is to be looked at, the timer that is registered, whether
 * the store has an older one, and its bytes.
 */
final class JourneyPage {
  private static final byte VERSION = 1;
  private static final int NONE = -1;
  private static final int HEADER = 1 + Integer.BYTES;

  private JourneyPage() {}

  static byte[] write(List<JourneyAtHand> journeys) throws IOException {
    long bytes = journeys.stream().mapToLong(JourneyAtHand::weigh).sum();
    DataOutputSerializer out = new DataOutputSerializer(Math.toIntExact(HEADER + bytes));
    out.writeByte(VERSION);
    out.writeInt(journeys.size());
    for (JourneyAtHand journey : journeys) {
      StringValue.writeString(journey.customer, out);
      out.writeLong(journey.wakeAt);
      out.writeLong(journey.timer);
      out.writeBoolean(journey.isStored);
      if (journey.bytes == null) {
        out.writeInt(NONE);
      } else {
        out.writeInt(journey.bytes.length);
        out.write(journey.bytes);
      }
    }
    return out.getCopyOfBuffer();
  }

  static List<JourneyAtHand> read(byte[] page, int group) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(page);
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException(
          "This release reads pages of journeys of layout " + VERSION + ", not " + version);
    }
    List<JourneyAtHand> journeys = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String customer = StringValue.readString(in);
      long wakeAt = in.readLong();
      long timer = in.readLong();
      boolean isStored = in.readBoolean();
      int length = in.readInt();
      byte[] bytes = length == NONE ? null : new byte[length];
      if (bytes != null) {
        in.readFully(bytes);
      }
      journeys.add(JourneyAtHand.restored(customer, group, bytes, wakeAt, timer, isStored));
    }
    return journeys;
  }
}
