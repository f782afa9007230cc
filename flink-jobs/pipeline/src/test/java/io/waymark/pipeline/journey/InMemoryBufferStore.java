package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Counts how often it is used. */
final class InMemoryBufferStore implements BufferStore {
  final Map<String, Map<Long, List<Envelope>>> content = new HashMap<>();
  int accesses;
  int eventsRead;

  @Override
  public List<Long> parts(String customer) {
    accesses++;
    return List.copyOf(content.getOrDefault(customer, Map.of()).keySet());
  }

  @Override
  public List<Envelope> read(String customer, long part) {
    accesses++;
    List<Envelope> envelopes = Objects.requireNonNull(content.get(customer).get(part));
    eventsRead += envelopes.size();
    return envelopes;
  }

  @Override
  public void write(String customer, long part, List<Envelope> envelopes) {
    accesses++;
    content.computeIfAbsent(customer, c -> new HashMap<>()).put(part, new ArrayList<>(envelopes));
  }

  @Override
  public void remove(String customer, long part) {
    accesses++;
    Map<Long, List<Envelope>> parts = content.get(customer);
    parts.remove(part);
    if (parts.isEmpty()) {
      content.remove(customer);
    }
  }
}
