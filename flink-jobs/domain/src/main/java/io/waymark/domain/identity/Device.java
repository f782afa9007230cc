package io.waymark.domain.identity;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.HandOver;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What is kept under an anonymous id: whose it is, and the journey of whoever uses it while nobody
 * knows. The journey goes to the first who logs in, and what begins after a logout to whom it was,
 * if they are the next: {@link Login#handOver}. What nobody has a claim to stays the device's own.
 * Owned by one thread.
 */
public final class Device {
  /** First byte of what is stored of a device that has been linked; no layout of a journey. */
  private static final int VERSION = 0x81;

  private static final long NO_TIME = Long.MIN_VALUE;

  private final FrictionEngine engine;
  private final String anonymousId;
  private DeviceLinks links;
  private long lastTime = NO_TIME;

  /** Of its own; null if there is none. */
  private @Nullable CustomerState journey;

  private Device(FrictionEngine engine, String anonymousId) {
    this.engine = engine;
    this.anonymousId = anonymousId;
    this.links = new DeviceLinks(engine.limits().device());
  }

  /** What came of an event that tells whose the device is. */
  public enum Change {
    /** Nothing worth counting. */
    NONE,
    /** It links to nobody: shared by many, quarantined, or another's alias. */
    REFUSED,
    /** So many have logged in that it is nobody's, for ever. */
    QUARANTINED
  }

  /**
   * What came of an event that tells whose the device is.
   *
   * @param handOver what is the customer's from now on; null if the device had nothing
   */
  public record Login(Change change, @Nullable HandOver handOver) {}

  /**
   * Reads what {@link #write} gave, or the journey alone as releases without links kept it.
   *
   * @param stored null for a device never seen
   * @throws IllegalStateException if the bytes are damaged or of a newer release
   */
  public static Device read(FrictionEngine engine, String anonymousId, byte @Nullable [] stored) {
    Device device = new Device(engine, anonymousId);
    if (stored == null) {
      return device;
    }
    if (StateReader.versionOf(stored) == VERSION) {
      StateReader in = StateReader.of(stored);
      device.lastTime = in.baseTime();
      device.links = DeviceLinks.read(in, engine.limits().device());
    }
    byte[] journey = journey(stored);
    if (journey != null) {
      device.journey = engine.read(Event.ANONYMOUS + anonymousId, journey);
    }
    return device;
  }

  /** The journey of its own in what {@link #write} gave; null if there is none. */
  public static byte @Nullable [] journey(byte[] stored) {
    if (StateReader.versionOf(stored) != VERSION) {
      return stored;
    }
    StateReader in = StateReader.of(stored);
    DeviceLinks.read(in, Limits.Device.DEFAULT);
    byte[] journey = in.rawBytes();
    return journey.length == 0 ? null : journey;
  }

  /** All of it as bytes; null if there is nothing to keep. */
  public byte @Nullable [] write(Effects effects) {
    byte[] own = journey == null ? null : engine.write(journey, effects);
    if (links.isEmpty()) {
      return own;
    }
    StateWriter out = StateWriter.of(VERSION, lastTime, own == null ? 128 : own.length + 128);
    links.write(out);
    out.raw(own == null ? new byte[0] : own);
    return out.toByteArray();
  }

  /** The customer to whom an event without a customer id belongs; null if it is the device's. */
  public @Nullable String ownerOf(Event event) {
    lastTime = Math.max(lastTime, event.time());
    return links.ownerAt(event.time(), event.id());
  }

  /** Whether an {@linkplain #ownerOf owner} is somebody who was erased. */
  public static boolean isErased(String owner) {
    return owner.equals(DeviceLinks.ERASED);
  }

  /**
   * Takes in the {@code erase} of a customer: forgets who they were. If it knows of nobody else,
   * nothing it has is anybody else's: then it is erased itself, and says so as it would if it had
   * been asked.
   *
   * @return whether it is to be forgotten as a whole
   */
  public boolean erase(Event erase, Effects effects) {
    lastTime = Math.max(lastTime, erase.time());
    links.erase(erase.customer(), erase.time());
    if (!links.knowsNobody()) {
      return false;
    }
    accept(
        new Event(
            erase.id(),
            erase.type(),
            erase.time(),
            null,
            anonymousId,
            null,
            erase.channel(),
            erase.touchpoint(),
            erase.attributes()),
        effects);
    return true;
  }

  /** Evaluates an event of its own. */
  public Verdict accept(Event event, Effects effects) {
    links.keep(event.time(), event.id());
    if (journey == null) {
      journey = engine.newCustomer(Event.ANONYMOUS + anonymousId);
    }
    return engine.accept(journey, event, effects);
  }

  /**
   * Takes in an {@code identify}, {@code alias}, {@code logout} or {@code unlink}: fires the
   * deadlines before it if the journey leaves.
   */
  public Login take(Event event, Effects effects) {
    lastTime = Math.max(lastTime, event.time());
    return switch (links.take(event, journey != null)) {
      case TAKEN_OVER -> new Login(Change.NONE, handOver(event, effects));
      case LINKED, RELEASED, UNCHANGED -> new Login(Change.NONE, null);
      case QUARANTINED -> new Login(Change.QUARANTINED, null);
      case REFUSED -> new Login(Change.REFUSED, null);
    };
  }

  private @Nullable HandOver handOver(Event event, Effects effects) {
    CustomerState leaving = journey;
    if (leaving == null) {
      return null;
    }
    long at = engine.advanceTo(leaving, event, effects);
    Object method = event.attribute("method");
    journey = null;
    return new HandOver(
        anonymousId,
        at,
        event.id(),
        method instanceof String text ? text : null,
        engine.write(leaving, effects));
  }

  /** Fires the deadlines up to and including {@code time}. */
  public void advance(long time, Effects effects) {
    if (journey != null) {
      engine.advance(journey, time, effects);
    }
  }

  /** See {@link FrictionEngine#wakeAt}. */
  public long wakeAt() {
    return journey == null ? FrictionEngine.NEVER : engine.wakeAt(journey);
  }

  /** Time of the last event that it was told of; {@link Long#MIN_VALUE} if there was none. */
  public long lastTime() {
    return journey == null ? lastTime : Math.max(lastTime, journey.lastEventTime());
  }

  /** How many instances of rules are open for its journey. */
  public int openInstances() {
    return journey == null ? 0 : journey.openInstances();
  }
}
