package io.waymark.pipeline.intervention;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readSize;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeSize;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.intervention.Consent;
import io.waymark.domain.intervention.OptOuts;
import io.waymark.domain.rule.Intervention.Purpose;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Layout of what a customer has agreed to and left. */
public final class ConsentParts {
  private ConsentParts() {}

  public static void write(Map<Purpose, Consent> consents, DataOutputView out) throws IOException {
    writeSize(consents.size(), out);
    for (Map.Entry<Purpose, Consent> entry : consents.entrySet()) {
      writeConstant(entry.getKey(), out);
      out.writeBoolean(entry.getValue().granted());
      out.writeLong(entry.getValue().time());
      writeText(entry.getValue().eventId(), out);
    }
  }

  public static Map<Purpose, Consent> read(DataInputView in) throws IOException {
    Map<Purpose, Consent> consents = new EnumMap<>(Purpose.class);
    for (int i = readSize(in); i > 0; i--) {
      consents.put(
          readConstant(Purpose.class, in),
          new Consent(in.readBoolean(), in.readLong(), readText(in)));
    }
    return consents;
  }

  public static void write(OptOuts left, DataOutputView out) throws IOException {
    writeTimes(left.since(), out);
  }

  public static OptOuts readOptOuts(DataInputView in) throws IOException {
    return new OptOuts(readTimes(in));
  }

  static void writeTimes(Map<String, Long> times, DataOutputView out) throws IOException {
    writeSize(times.size(), out);
    for (Map.Entry<String, Long> entry : times.entrySet()) {
      writeText(entry.getKey(), out);
      out.writeLong(entry.getValue());
    }
  }

  static Map<String, Long> readTimes(DataInputView in) throws IOException {
    Map<String, Long> times = new HashMap<>();
    for (int i = readSize(in); i > 0; i--) {
      times.put(readText(in), in.readLong());
    }
    return times;
  }
}
