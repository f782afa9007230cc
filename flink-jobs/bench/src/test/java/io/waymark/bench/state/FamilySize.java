package io.waymark.bench.state;

/** What a column family takes on disk, and how many entries it has, about. */
public record FamilySize(long bytes, long entries) {
  FamilySize plus(FamilySize other) {
    return new FamilySize(bytes + other.bytes, entries + other.entries);
  }
}
