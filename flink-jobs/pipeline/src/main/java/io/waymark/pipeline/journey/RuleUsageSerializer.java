package io.waymark.pipeline.journey;

import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.friction.RuleUsage;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What rules have done and cost, between operators. */
public final class RuleUsageSerializer extends ImmutableSerializer<RuleUsage> {
  private static final long serialVersionUID = 1L;

  public static final RuleUsageSerializer INSTANCE = new RuleUsageSerializer();
  public static final ImmutableTypeInfo<RuleUsage> TYPE =
      new ImmutableTypeInfo<>(RuleUsage.class, INSTANCE);

  private RuleUsageSerializer() {
    super(2);
  }

  @Override
  protected void write(RuleUsage usage, DataOutputView out) throws IOException {
    Binary.writeText(usage.ruleId(), out);
    out.writeLong(usage.occurredAt());
    out.writeLong(usage.events());
    out.writeLong(usage.nanos());
    out.writeLong(usage.journeys());
    out.writeLong(usage.bytes());
    out.writeInt(usage.counts().size());
    for (Map.Entry<Occurrence, Long> count : usage.counts().entrySet()) {
      Binary.writeConstant(count.getKey(), out);
      out.writeLong(count.getValue());
    }
    out.writeBoolean(usage.quarantined());
  }

  @Override
  protected RuleUsage read(int layout, DataInputView in) throws IOException {
    String ruleId = Binary.readText(in);
    long occurredAt = in.readLong();
    long events = in.readLong();
    long nanos = in.readLong();
    long journeys = in.readLong();
    long bytes = in.readLong();
    Map<Occurrence, Long> counts = new EnumMap<>(Occurrence.class);
    for (int left = in.readInt(); left > 0; left--) {
      counts.put(Binary.readConstant(Occurrence.class, in), in.readLong());
    }
    boolean quarantined = layout > 1 && in.readBoolean();
    return new RuleUsage(ruleId, occurredAt, events, nanos, journeys, bytes, counts, quarantined);
  }

  @Override
  public TypeSerializerSnapshot<RuleUsage> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link RuleUsageSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RuleUsage> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
