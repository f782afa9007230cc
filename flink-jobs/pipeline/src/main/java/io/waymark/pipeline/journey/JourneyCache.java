package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The journeys of the customers who were active last. Somebody who clicks will click again: their
 * journey is read from the store once, not with each event, and written when they have gone quiet
 * or others need the room; its deadline too is looked after here, and a timer registered only for
 * what is written. A checkpoint takes what is newer here than in the store in pages, one for a
 * group of customers: to write each journey by itself would hold up the events that come meanwhile.
 *
 * <p>Kept as the bytes that the engine writes, of which it reads what an event concerns: as objects
 * they would be seventy each, for the collector to copy and the processor to find.
 */
final class JourneyCache {
  /** Where journeys are kept for good. */
  interface Store {
    /** What is stored of a customer; {@link PackedJourney#NEW} if nothing is. */
    PackedJourney read(String customer) throws Exception;

    /** Replaces it, or removes it if there is no journey. */
    void write(String customer, PackedJourney journey) throws Exception;

    /** The group that a customer belongs to; at least 0. */
    int group(String customer);

    /** All groups that there may be a page of. */
    Iterable<Integer> groups();

    /** The page of a group; null if there is none. */
    byte @Nullable [] readPage(int group) throws Exception;

    /** Replaces it, or removes it if it is null. */
    void writePage(int group, byte @Nullable [] page) throws Exception;
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

  /** Most that are written at once of those who have gone quiet: events wait meanwhile. */
  private static final int MOST_AT_ONCE = 1_024;

  /** How long somebody is quiet before their journey is written, in milliseconds; twice at most. */
  private static final long QUIET = 5_000;

  /** Most bytes that wait to be written, about: what a checkpoint writes in pages at most. */
  private static final long MOST_UNWRITTEN = 128L << 20;

  private final Store store;
  private final Timers timers;
  private final UnsentJourneys unsent;
  private final long capacity;

  /** Least recently used first. */
  private final LinkedHashMap<String, JourneyAtHand> journeys =
      new LinkedHashMap<>(1_024, 0.75f, true);

  private final Deadlines deadlines = new Deadlines();

  /** Those that are newer than what is stored of them, looked at longest ago first. */
  private final Chain<JourneyAtHand> unwritten = new Chain<>();

  /** Groups whose page is not what it was. */
  private final BitSet changedPages = new BitSet();

  /** Groups of which there is a page. */
  private final BitSet pages = new BitSet();

  private long weight;
  private long unwrittenWeight;

  /**
   * @param unsent told of what has changed, and of what leaves
   * @param capacity bytes of journeys kept on the heap, about; the one in use stays in any case
   */
  JourneyCache(Store store, Timers timers, UnsentJourneys unsent, long capacity) {
    this.store = store;
    this.timers = timers;
    this.unsent = unsent;
    this.capacity = capacity;
  }

  /**
   * Takes over what a checkpoint left in pages.
   *
   * @param clock the time of day, in milliseconds
   */
  void restore(long clock) throws Exception {
    for (int group : store.groups()) {
      byte[] page = store.readPage(group);
      if (page != null) {
        pages.set(group);
        for (JourneyAtHand journey : JourneyPage.read(page, group)) {
          journeys.put(journey.customer, journey);
          changed(journey, clock);
        }
      }
    }
  }

  /** A customer's journey, to be {@link JourneyAtHand#replace replaced} and then told of. */
  JourneyAtHand get(String customer) throws Exception {
    JourneyAtHand known = journeys.get(customer);
    if (known != null) {
      return known;
    }
    JourneyAtHand read =
        JourneyAtHand.stored(customer, store.group(customer), store.read(customer));
    journeys.put(customer, read);
    return read;
  }

  /**
   * A journey whose deadline has come by {@code time}, to be treated as the one of {@link #get}.
   */
  @Nullable JourneyAtHand due(long time) {
    return deadlines.due(time);
  }

  /** There was none, and there is none: it was asked for in vain. */
  void letGo(JourneyAtHand journey) {
    if (!journey.isStored && !journey.unwritten.isLinked()) {
      journeys.remove(journey.customer);
    }
  }

  /**
   * The journey is another one now. May write others to make room.
   *
   * @param clock the time of day, in milliseconds
   */
  void changed(JourneyAtHand journey, long clock) throws Exception {
    journey.changedAt = clock;
    unsent.changed(journey, clock);
    changedPages.set(journey.group);
    deadlines.moved(journey);
    long before = journey.weight;
    journey.weight = journey.weigh();
    weight += journey.weight - before;
    if (unwritten.add(journey.unwritten)) {
      journey.lookedAt = clock;
      unwrittenWeight += journey.weight;
    } else {
      unwrittenWeight += journey.weight - before;
    }
    makeRoom(journey);
    while (unwrittenWeight > MOST_UNWRITTEN) {
      write(Objects.requireNonNull(unwritten.first()));
    }
  }

  /**
   * There is no journey any more, and nothing is to be left of it, here or in the store, beyond the
   * next {@link #checkpoint}.
   *
   * @param clock the time of day, in milliseconds
   */
  void erased(JourneyAtHand journey, long clock) throws Exception {
    changed(journey, clock);
    unsent.sendNow(journey);
    deadlines.remove(journey);
    journeys.remove(journey.customer);
    weight -= journey.weight;
    if (journey.unwritten.isLinked()) {
      write(journey);
    }
  }

  private void makeRoom(JourneyAtHand inUse) throws Exception {
    Iterator<JourneyAtHand> oldest = journeys.values().iterator();
    while (weight > capacity && oldest.hasNext()) {
      JourneyAtHand journey = oldest.next();
      if (journey != inUse) {
        oldest.remove();
        unsent.sendNow(journey);
        deadlines.remove(journey);
        weight -= journey.weight;
        if (journey.unwritten.isLinked()) {
          write(journey);
        }
      }
    }
  }

  /**
   * Writes journeys of those who have gone quiet, some at each call. Each that waits to be written
   * is looked at once in a while.
   *
   * @param clock the time of day, in milliseconds
   */
  void writeQuiet(long clock) throws Exception {
    for (int left = MOST_AT_ONCE; left > 0; left--) {
      JourneyAtHand longest = unwritten.first();
      if (longest == null || clock - longest.lookedAt < QUIET) {
        return;
      }
      if (clock - longest.changedAt < QUIET) {
        longest.lookedAt = clock;
        unwritten.remove(longest.unwritten);
        unwritten.add(longest.unwritten);
      } else {
        write(longest);
      }
    }
  }

  /**
   * Sees to it that what a checkpoint will not know as changed has been told of; comes before
   * {@link #checkpoint}.
   */
  void sendWritten() {
    unsent.sendNow(journey -> !journey.unwritten.isLinked());
  }

  /** Brings the pages up to date; everything stays at hand. */
  void checkpoint() throws Exception {
    Map<Integer, List<JourneyAtHand>> byGroup = new HashMap<>();
    for (JourneyAtHand journey = unwritten.first();
        journey != null;
        journey = unwritten.after(journey.unwritten)) {
      if (changedPages.get(journey.group)) {
        byGroup.computeIfAbsent(journey.group, g -> new ArrayList<>()).add(journey);
      }
    }
    for (int group = changedPages.nextSetBit(0);
        group >= 0;
        group = changedPages.nextSetBit(group + 1)) {
      List<JourneyAtHand> page = byGroup.get(group);
      if (page != null) {
        store.writePage(group, JourneyPage.write(page));
      } else if (pages.get(group)) {
        store.writePage(group, null);
      }
      pages.set(group, page != null);
    }
    changedPages.clear();
  }

  private void write(JourneyAtHand journey) throws Exception {
    unwritten.remove(journey.unwritten);
    unwrittenWeight -= journey.weight;
    changedPages.set(journey.group);
    journey.timer =
        timers.rearm(journey.customer, journey.timer, journey.wakeAt, journey.bytes == null);
    if (journey.bytes != null || journey.isStored) {
      store.write(journey.customer, new PackedJourney(journey.timer, journey.bytes));
    }
    journey.isStored = journey.bytes != null;
  }
}
