package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Envelopes that wait for their time. Time is cut into short spans, each with its {@link
 * PackedEnvelopes}: to enter one costs the same however many there are.
 */
final class WaitingSpans {
  private static final long SPAN_MILLIS = 128;

  private final SegmentPool pool;
  private final TreeMap<Long, PackedEnvelopes> spans = new TreeMap<>();
  private int size;
  private long heapBytes;

  /** The span used last: events come in bursts of about one time. */
  private long lastSpan = Long.MIN_VALUE;

  private PackedEnvelopes last;

  WaitingSpans(SegmentPool pool) {
    this.pool = pool;
    this.last = new PackedEnvelopes(pool);
  }

  void add(Envelope envelope) {
    PackedEnvelopes span = span(envelope.time());
    long before = span.heapBytes();
    span.add(envelope);
    size++;
    heapBytes += span.heapBytes() - before;
  }

  private PackedEnvelopes span(long time) {
    long span = Math.floorDiv(time, SPAN_MILLIS);
    if (span != lastSpan) {
      last = spans.computeIfAbsent(span, this::begun);
      lastSpan = span;
    }
    return last;
  }

  private PackedEnvelopes begun(long span) {
    PackedEnvelopes begun = new PackedEnvelopes(pool);
    heapBytes += begun.heapBytes();
    return begun;
  }

  /** Hands out all whose time is {@code until} or before. They are the caller's to clear. */
  List<PackedEnvelopes> takeUpTo(long until) {
    long span = Math.floorDiv(until, SPAN_MILLIS);
    List<PackedEnvelopes> taken = new ArrayList<>();
    while (!spans.isEmpty() && spans.firstKey() < span) {
      taken.add(takeOut(spans.firstKey()));
    }
    if (spans.containsKey(span)) {
      PackedEnvelopes begun = takeOut(span);
      PackedEnvelopes ripe = new PackedEnvelopes(pool);
      begun.forEach(
          (piece, at) -> {
            if (PackedEnvelopes.time(piece, at) <= until) {
              ripe.add(piece, at);
            } else {
              putBack(piece, at);
            }
          });
      begun.clear();
      taken.add(ripe);
    }
    return taken;
  }

  private void putBack(byte[] piece, int at) {
    PackedEnvelopes span = span(PackedEnvelopes.time(piece, at));
    long before = span.heapBytes();
    span.add(piece, at);
    size++;
    heapBytes += span.heapBytes() - before;
  }

  /** Hands out those of the last span; there is one. They are the caller's to clear. */
  PackedEnvelopes takeLast() {
    return takeOut(spans.lastKey());
  }

  private PackedEnvelopes takeOut(Long span) {
    PackedEnvelopes taken = Objects.requireNonNull(spans.remove(span));
    lastSpan = Long.MIN_VALUE;
    size -= taken.count();
    heapBytes -= taken.heapBytes();
    return taken;
  }

  /** All of them; they stay. */
  void forEach(PackedEnvelopes.Visitor to) {
    spans.values().forEach(span -> span.forEach(to));
  }

  int size() {
    return size;
  }

  long heapBytes() {
    return heapBytes;
  }
}
