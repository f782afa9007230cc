package io.waymark.pipeline.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializer of an immutable element: a copy is the element itself. Each value is preceded by one
 * byte, the version of its layout, so that what older releases stored stays readable and every
 * snapshot is compatible.
 */
public abstract class ImmutableSerializer<T> extends TypeSerializerSingleton<T> {
  private static final long serialVersionUID = 1L;

  private final byte version;

  protected ImmutableSerializer(int version) {
    this.version = (byte) version;
  }

  /** Writes the value in the newest layout. */
  protected abstract void write(T value, DataOutputView out) throws IOException;

  /** Reads a value of that layout, any released one. */
  protected abstract T read(int layout, DataInputView in) throws IOException;

  @Override
  public final void serialize(T value, DataOutputView out) throws IOException {
    out.writeByte(version);
    write(value, out);
  }

  @Override
  public final T deserialize(DataInputView in) throws IOException {
    int layout = in.readUnsignedByte();
    if (layout > version) {
      throw new IOException(
          getClass().getSimpleName()
              + " knows layouts up to "
              + version
              + ", not "
              + layout
              + ": written by a newer release");
    }
    return read(layout, in);
  }

  @Override
  public final T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public final void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public final T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return from;
  }

  @Override
  public final boolean isImmutableType() {
    return true;
  }

  @Override
  public final T createInstance() {
    throw new UnsupportedOperationException("An immutable element is made by its reader");
  }

  @Override
  public final int getLength() {
    return -1;
  }
}
