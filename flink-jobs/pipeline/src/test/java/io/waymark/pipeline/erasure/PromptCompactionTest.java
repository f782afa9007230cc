package io.waymark.pipeline.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** What was deleted leaves RocksDB's files when its time has come. */
@Timeout(120)
class PromptCompactionTest {
  private static final int LAST_LEVEL = 6;

  /** Long keys, as the manifest names those of each file. */
  private static final String LONG = "k".repeat(1_024);

  private final String token = UUID.randomUUID().toString();
  private final List<AutoCloseable> handles = new ArrayList<>();
  private final List<ColumnFamilyHandle> columns = new ArrayList<>();
  @TempDir private Path folder;
  private RocksDB db;
  private int checkpoints;

  @BeforeEach
  void open() throws RocksDBException {
    PromptCompaction prompt = new PromptCompaction();
    DBOptions options = prompt.createDBOptions(new DBOptions().setCreateIfMissing(true), handles);
    ColumnFamilyOptions column =
        prompt.createColumnOptions(
            new ColumnFamilyOptions()
                .setLevelCompactionDynamicLevelBytes(false)
                .setPeriodicCompactionSeconds(1)
                .setCompressionType(CompressionType.NO_COMPRESSION),
            handles);
    handles.add(options);
    handles.add(column);
    db =
        RocksDB.open(
            options,
            folder.resolve("db").toString(),
            List.of(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, column)),
            columns);
  }

  @AfterEach
  void close() throws Exception {
    columns.forEach(ColumnFamilyHandle::close);
    db.close();
    for (AutoCloseable handle : handles) {
      handle.close();
    }
  }

  @Test
  void whatLiesAtTheBottomGoesWhileOthersAreWrittenTo() throws Exception {
    put("a" + LONG + token, "first");
    put("b" + LONG + token, "second");
    sink();
    assertThat(isInCheckpoint()).isTrue();

    delete("a" + LONG + token);
    delete("b" + LONG + token);
    flush();

    writeOthersUntilItIsGone();
  }

  @Test
  void aDeletionOfWhatNeverReachedTheBottomGoesToo() throws Exception {
    delete("a" + LONG + token);
    flush();
    assertThat(isInCheckpoint()).isTrue();

    writeOthersUntilItIsGone();
  }

  private void writeOthersUntilItIsGone() throws Exception {
    for (int other = 0; isInCheckpoint(); other++) {
      put("z" + LONG + other, "other");
      flush();
      // RocksDB has one thing at a time to do for each file that has become old.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
    }
    assertThat(db.get(("z" + LONG + "0").getBytes(UTF_8))).isNotNull();
  }

  private void put(String key, String value) throws RocksDBException {
    db.put(key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private void delete(String key) throws RocksDBException {
    db.delete(key.getBytes(UTF_8));
  }

  private void flush() throws RocksDBException {
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      db.flush(options);
    }
  }

  /** Where nothing but a deletion that sinks ever meets it. */
  private void sink() throws RocksDBException {
    flush();
    try (CompactRangeOptions down =
        new CompactRangeOptions().setChangeLevel(true).setTargetLevel(LAST_LEVEL)) {
      db.compactRange(columns.get(0), null, null, down);
    }
  }

  private boolean isInCheckpoint() throws Exception {
    Path directory = folder.resolve("checkpoint-" + checkpoints++);
    try (Checkpoint checkpoint = Checkpoint.create(db)) {
      checkpoint.createCheckpoint(directory.toString());
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(this::tellsOfIt);
    }
  }

  private boolean tellsOfIt(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1).contains(token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
