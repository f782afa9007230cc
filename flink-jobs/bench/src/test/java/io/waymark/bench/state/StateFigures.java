package io.waymark.bench.state;

import java.util.Map;

/**
 * What one population cost.
 *
 * @param timers where they are kept, as the configuration names it
 * @param perSecond events a second while the population came in
 * @param onDisk by column family, as it lay there when the first checkpoint was done
 * @param compacted the same with everything at its last place
 * @param full the first checkpoint: everything is copied
 * @param untouched the next one; nothing has happened since
 * @param fewTouched after one customer in a hundred came back
 * @param manyTouched after one in ten did
 * @param path of the last one
 */
public record StateFigures(
    long customers,
    String timers,
    double perSecond,
    Map<String, FamilySize> onDisk,
    Map<String, FamilySize> compacted,
    Checkpoint full,
    Checkpoint untouched,
    Checkpoint fewTouched,
    Checkpoint manyTouched,
    String path) {

  /**
   * A checkpoint.
   *
   * @param stateBytes that it stands for
   * @param copiedBytes that had to be copied for it
   */
  public record Checkpoint(long stateBytes, long copiedBytes, long millis) {}

  /** Of everything in RocksDB. */
  public double onDiskPerCustomer() {
    return perCustomer(onDisk);
  }

  /** Of everything in RocksDB. */
  public double compactedPerCustomer() {
    return perCustomer(compacted);
  }

  private double perCustomer(Map<String, FamilySize> families) {
    return families.values().stream().mapToLong(FamilySize::bytes).sum() / (double) customers;
  }
}
