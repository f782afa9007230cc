package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Counts how often it is used. */
final class InMemoryBufferStore implements BufferStore {
  static final int GROUPS = 4;

  final Map<Integer, Map<Long, List<Envelope>>> content = new HashMap<>();
  int accesses;
  int eventsRead;

  @Override
  public int group(String customer) {
    return Math.floorMod(customer.hashCode(), GROUPS);
  }

  @Override
  public Iterable<Integer> groups() {
    return List.copyOf(content.keySet());
  }

  @Override
  public List<Long> parts(int group) {
    accesses++;
    return List.copyOf(content.getOrDefault(group, Map.of()).keySet());
  }

  @Override
  public List<Envelope> read(int group, long part) {
    accesses++;
    List<Envelope> envelopes = Objects.requireNonNull(content.get(group).get(part));
    eventsRead += envelopes.size();
    return envelopes;
  }

  @Override
  public void write(int group, long part, List<Envelope> envelopes) {
    accesses++;
    content.computeIfAbsent(group, g -> new HashMap<>()).put(part, new ArrayList<>(envelopes));
  }

  @Override
  public void remove(int group, long part) {
    accesses++;
    Map<Long, List<Envelope>> parts = content.get(group);
    parts.remove(part);
    if (parts.isEmpty()) {
      content.remove(group);
    }
  }

  /** The times of all that is kept, in their order. */
  List<Long> times() {
    return content.values().stream()
        .flatMap(parts -> parts.values().stream())
        .flatMap(List::stream)
        .map(Envelope::time)
        .sorted()
        .toList();
  }

  /** How many there are of all groups. */
  int parts() {
    return content.values().stream().mapToInt(Map::size).sum();
  }
}
