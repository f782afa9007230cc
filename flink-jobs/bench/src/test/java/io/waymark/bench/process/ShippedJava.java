package io.waymark.bench.process;

/** The JVM options of {@code infra/compose.yaml}'s task managers. */
public final class ShippedJava {
  /** Heap of 3 GiB from the start, as Flink does it. */
  public static final String OPTIONS =
      "-Xms3g -Xmx3g -XX:+UseParallelGC -XX:NewRatio=1 -XX:-UseAdaptiveSizePolicy"
          + " -XX:SurvivorRatio=4 -XX:MaxTenuringThreshold=2 -XX:+UseTransparentHugePages";

  private ShippedJava() {}
}
