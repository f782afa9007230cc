package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.InterventionNews;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What became of interventions, between operators. */
public final class InterventionNewsSerializer extends ImmutableSerializer<InterventionNews> {
  private static final long serialVersionUID = 1L;

  public static final InterventionNewsSerializer INSTANCE = new InterventionNewsSerializer();
  public static final ImmutableTypeInfo<InterventionNews> TYPE =
      new ImmutableTypeInfo<>(InterventionNews.class, INSTANCE);

  private InterventionNewsSerializer() {
    super(1);
  }

  @Override
  protected void write(InterventionNews news, DataOutputView out) throws IOException {
    Binary.writeText(news.rule(), out);
    out.writeLong(news.at());
    Binary.writeConstant(news.what(), out);
    out.writeInt(news.more());
  }

  @Override
  protected InterventionNews read(int layout, DataInputView in) throws IOException {
    return new InterventionNews(
        Binary.readText(in),
        in.readLong(),
        Binary.readConstant(InterventionNews.What.class, in),
        in.readInt());
  }

  @Override
  public TypeSerializerSnapshot<InterventionNews> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link InterventionNewsSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<InterventionNews> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
