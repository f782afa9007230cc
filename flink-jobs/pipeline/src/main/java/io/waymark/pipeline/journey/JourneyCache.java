package io.waymark.pipeline.journey;

import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.FrictionEngine;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The journeys of the customers who were active last, as objects. Somebody who clicks will click
 * again: their journey is read from the store once, not with each event, and written when they have
 * gone quiet or a checkpoint is taken, whichever is first. Between two checkpoints a journey thus
 * costs one read and one write at most as long as it stays here; its deadline too is looked after
 * here, and a timer registered only for what is written.
 */
final class JourneyCache {
  /** Where journeys are kept for good. */
  interface Store {
    /** What is stored of a customer; {@link PackedJourney#NEW} if nothing is. */
    PackedJourney read(String customer) throws Exception;

    /** Replaces it, or removes it if there is no journey. */
    void write(String customer, PackedJourney journey) throws Exception;
  }

  /** The timers that outlast a journey's being at hand. */
  interface Timers {
    /**
     * Sees to it that the customer's timer comes by {@code wakeAt}, or that there is none if the
     * journey was forgotten.
     *
     * @param armed the one that is registered, or {@link PackedJourney#NO_TIMER}
     * @return the one that is registered then
     */
    long rearm(String customer, long armed, long wakeAt, boolean forgotten);
  }

  /** How a journey becomes bytes and back, by the rules in force. */
  interface Codec {
    CustomerState read(String customer, byte[] journey);

    byte[] write(CustomerState state);
  }

  /** What a journey weighs on the heap beside its instances, and what one of these does, about. */
  private static final long JOURNEY_BYTES = 250;

  private static final long INSTANCE_BYTES = 600;

  private final Store store;
  private final Timers timers;
  private final Codec codec;
  private final long capacity;

  /** Least recently used first. */
  private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(1_024, 0.75f, true);

  private final Deadlines deadlines = new Deadlines();

  private long weight;

  /**
   * @param capacity bytes of journeys kept on the heap, about; the one in use stays in any case
   */
  JourneyCache(Store store, Timers timers, Codec codec, long capacity) {
    this.store = store;
    this.timers = timers;
    this.codec = codec;
    this.capacity = capacity;
  }

  /** A customer's journey, to be changed in place and then {@link #changed told of}. */
  Entry get(String customer) throws Exception {
    Entry known = entries.get(customer);
    if (known != null) {
      return known;
    }
    PackedJourney stored = store.read(customer);
    Entry read = new Entry(customer, stored.journey());
    read.timer = stored.timer();
    read.isStored = read.journey != null;
    entries.put(customer, read);
    return read;
  }

  /**
   * A journey whose deadline has come by {@code time}, to be treated as the one of {@link #get}.
   */
  @Nullable Entry due(long time) {
    return deadlines.due(time);
  }

  /**
   * The journey is another one now. May write others to make room.
   *
   * @param atOnce whether to write it now, when all of it is in the processor's caches, which costs
   *     a tenth of what it costs later, but for each change
   */
  void changed(Entry entry, boolean atOnce) throws Exception {
    entry.isChanged = true;
    deadlines.moved(entry);
    long before = entry.weight;
    entry.weight = JOURNEY_BYTES + (entry.journey == null ? 0 : entry.journey.length);
    weight += entry.weight - before;
    makeRoom(entry);
  }

  private void makeRoom(Entry inUse) throws Exception {
    Iterator<Entry> oldest = entries.values().iterator();
    while (weight > capacity && oldest.hasNext()) {
      Entry entry = oldest.next();
      if (entry != inUse) {
        oldest.remove();
        deadlines.remove(entry);
        weight -= entry.weight;
        write(entry);
      }
    }
  }

  /** Brings the store up to date; everything stays at hand. */
  void checkpoint() throws Exception {
    for (Entry entry : entries.values()) {
      write(entry);
    }
  }

  /** Brings the store up to date and forgets everything, so that it is read again. */
  void clear() throws Exception {
    checkpoint();
    entries.values().forEach(deadlines::remove);
    entries.clear();
    weight = 0;
  }

  private void write(Entry entry) throws Exception {
    if (!entry.isChanged) {
      return;
    }
    entry.isChanged = false;
    byte[] journey = entry.journey;
    entry.timer = timers.rearm(entry.customer, entry.timer, entry.wakeAt, journey == null);
    if (journey == null && !entry.isStored) {
      return;
    }
    entry.isStored = journey != null;
    store.write(entry.customer, new PackedJourney(entry.timer, journey));
  }

  /** One customer's journey. */
  static final class Entry {
    final String customer;

    /** Null for a customer never seen, or forgotten. */
    byte @Nullable [] journey;

    /** How many instances of rules are open in it. */
    int openInstances;

    /** When it is to be looked at without an event, or {@link FrictionEngine#NEVER}. */
    long wakeAt = FrictionEngine.NEVER;

    /** The timer registered for the customer, or {@link PackedJourney#NO_TIMER}. */
    long timer = PackedJourney.NO_TIMER;

    /** When the {@link Deadlines} look at it, which may be too early, and where it stands there. */
    long queuedAt;

    int place = Deadlines.NOWHERE;

    private boolean isStored;
    private boolean isChanged;
    private long weight;

    private Entry(String customer, byte @Nullable [] journey) {
      this.customer = customer;
      this.journey = journey;
    }
  }
}
