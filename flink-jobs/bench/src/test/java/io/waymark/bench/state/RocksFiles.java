package io.waymark.bench.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The files of all RocksDB instances of a job that stands still and has flushed everything, looked
 * at as a copy. By column family: a state, or the timers.
 */
final class RocksFiles implements AutoCloseable {
  private final Path copies;
  private final List<Path> databases = new ArrayList<>();

  private RocksFiles(Path copies) {
    this.copies = copies;
  }

  /**
   * Copies them; tables are linked, because nobody ever writes to one again.
   *
   * @param state where the job keeps its instances
   */
  static RocksFiles of(Path state, Path copies) throws IOException {
    RocksFiles files = new RocksFiles(copies);
    List<Path> found;
    try (Stream<Path> all = Files.walk(state)) {
      found = all.filter(path -> path.endsWith("CURRENT")).map(Path::getParent).toList();
    }
    for (Path database : found) {
      files.copy(database);
    }
    return files;
  }

  private void copy(Path database) throws IOException {
    Path copy = Files.createDirectories(copies.resolve("db-" + databases.size()));
    databases.add(copy);
    List<Path> parts;
    try (Stream<Path> all = Files.list(database)) {
      parts = all.filter(Files::isRegularFile).toList();
    }
    for (Path part : parts) {
      String name = part.getFileName().toString();
      if (name.endsWith(".sst")) {
        Files.createLink(copy.resolve(name), part);
      } else if (!name.equals("LOCK") && !name.startsWith("LOG")) {
        Files.copy(part, copy.resolve(name));
      }
    }
  }

  /**
   * What is live, by column family.
   *
   * @param compacted whether to bring everything to its last place first
   */
  Map<String, FamilySize> sizes(boolean compacted) throws RocksDBException {
    Map<String, FamilySize> sizes = new TreeMap<>();
    for (Path database : databases) {
      sizes(database.toString(), compacted)
          .forEach((family, size) -> sizes.merge(family, size, FamilySize::plus));
    }
    return sizes;
  }

  private static Map<String, FamilySize> sizes(String database, boolean compacted)
      throws RocksDBException {
    Map<String, FamilySize> sizes = new TreeMap<>();
    try (ColumnFamilyOptions options =
            new ColumnFamilyOptions().setMergeOperatorName("stringappendtest");
        Options listing = new Options();
        DBOptions opening = new DBOptions().setMaxOpenFiles(-1)) {
      List<ColumnFamilyDescriptor> families = new ArrayList<>();
      for (byte[] name : RocksDB.listColumnFamilies(listing, database)) {
        families.add(new ColumnFamilyDescriptor(name, options));
      }
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      try (RocksDB db = RocksDB.open(opening, database, families, handles);
          CompactRangeOptions all =
              new CompactRangeOptions()
                  .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
        for (ColumnFamilyHandle family : handles) {
          if (compacted) {
            db.compactRange(family, null, null, all);
          }
          sizes.put(
              new String(family.getName(), StandardCharsets.UTF_8),
              new FamilySize(
                  db.getLongProperty(family, "rocksdb.live-sst-files-size"),
                  db.getLongProperty(family, "rocksdb.estimate-num-keys")));
        }
        handles.forEach(ColumnFamilyHandle::close);
      }
    }
    return sizes;
  }

  @Override
  public void close() throws IOException {
    for (Path database : databases) {
      try (Stream<Path> all = Files.walk(database)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
