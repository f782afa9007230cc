package io.waymark.pipeline.erasure;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * Has RocksDB rewrite its files in time, so that what was deleted does not stay in them, and with
 * them in incremental checkpoints, for longer than twice {@code
 * state.backend.rocksdb.compaction.filter.periodic-compaction-time} and the checkpoint after it.
 * RocksDB looks at the age of a state's files when it writes one: a state that nobody writes to
 * stays as it is until somebody does.
 *
 * <p>Flink's option alone rewrites a file where it is, without what lies above it: a deletion would
 * never meet what it deletes.
 */
public class PromptCompaction implements RocksDBOptionsFactory {
  private static final long serialVersionUID = 1L;

  /**
   * The manifest names the first and the last key of every file there ever was, until it is begun
   * anew. A checkpoint adds some 200 bytes for each state that was written to: a day's are more
   * than this. The files there are, of which it begins, are a thousand at most, in 60 GB.
   */
  private static final long MANIFEST_BYTES = 256 << 10;

  @Override
  public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> handlesToClose) {
    return options.setMaxManifestFileSize(MANIFEST_BYTES);
  }

  @Override
  public ColumnFamilyOptions createColumnOptions(
      ColumnFamilyOptions options, Collection<AutoCloseable> handlesToClose) {
    // Down to the last level, where the file above only waits to be rewritten.
    return options.setTtl(options.periodicCompactionSeconds());
  }
}
