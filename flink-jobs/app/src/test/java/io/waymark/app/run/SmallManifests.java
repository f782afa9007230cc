package io.waymark.app.run;

import io.waymark.pipeline.erasure.PromptCompaction;
import java.util.Collection;
import org.rocksdb.DBOptions;

/** The same for those who can't wait until a manifest of the usual size is full. */
public final class SmallManifests extends PromptCompaction {
  private static final long serialVersionUID = 1L;

  @Override
  public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> handlesToClose) {
    return super.createDBOptions(options, handlesToClose).setMaxManifestFileSize(16 << 10);
  }
}
