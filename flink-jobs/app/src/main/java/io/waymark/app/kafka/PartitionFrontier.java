package io.waymark.app.kafka;

import java.time.Duration;

/**
 * How far event time has come in one partition. Pure: it knows records and probes, no clock.
 *
 * <p>Records move time to the latest event time less the out-of-orderness bound. In silence time
 * moves on from the record that last moved it by as much as the wall clock has moved since that
 * record was appended, and only up to the moment of a probe that found nothing left to read: a
 * probe that never came (outage) or found more (backlog) moves nothing. Time therefore never passes
 * the moment of the last such probe less the bound. When probes come back after an outage, those
 * who write may still have what they could not send: silence counts again when they had {@link
 * #AFTER_OUTAGE} for it. That they sent it late says nothing about how late events are otherwise,
 * and makes no import of them.
 *
 * <p>Append times are by the broker's clock, the moment of a probe is by that of the task; so the
 * latter has to be taken no later than the broker's clock shows. See {@link FrontierSource}.
 *
 * <p>A record that is older than another before it, or told of the past when the partition's time
 * had reached the present, is late: it breaks the silence and says nothing about how far the
 * partition has come. So a late event, or the results of a job that catches up, hold back nobody.
 *
 * <p>A partition whose time was last moved by a record that told of the past when it was appended
 * (an import) gets a longer silence, because its producer may only have paused; then its time
 * creeps on at a second per second, and after {@link #IMPORT_ENDS_AFTER} it counts as idle, so that
 * one imported record does not hold back live partitions for ever.
 */
public final class PartitionFrontier {
  /** Silence of a live partition after which the wall clock takes over. */
  static final Duration LIVE_SILENCE = Duration.ofSeconds(2);

  /** Silence of an import after which the wall clock takes over. */
  static final Duration IMPORT_SILENCE = Duration.ofSeconds(30);

  /** A record appended this much after its event, and the bound, belongs to an import. */
  static final Duration IMPORT_AGE = Duration.ofMinutes(1);

  /** Silence after which an import counts as over and its partition as idle. */
  static final Duration IMPORT_ENDS_AFTER = Duration.ofMinutes(10);

  /**
   * How long who could not write has for it. Kafka's producers try again after a second at most,
   * trackers in browsers and phones after some more.
   */
  static final Duration AFTER_OUTAGE = Duration.ofSeconds(30);

  private static final long UNKNOWN = Long.MIN_VALUE;

  private final long bound;
  private long position;
  private long reached = UNKNOWN;
  private long movedBy = UNKNOWN;
  private long movedByAppended = UNKNOWN;
  private boolean imported;

  private final UsualDelay usual = new UsualDelay();

  private long lastAppended = UNKNOWN;
  private boolean idle;

  /**
   * @param outOfOrderness events this much older than the latest seen still come in time
   * @param position the next offset to read, or a negative number while not known
   */
  public PartitionFrontier(Duration outOfOrderness, long position) {
    this.bound = outOfOrderness.toMillis();
    this.position = position;
  }

  /**
   * A record with an event was handed on.
   *
   * @param eventTime its event time, already clamped
   * @param appended its Kafka timestamp; event time beyond it does not move time
   */
  public void event(long offset, long eventTime, long appended) {
    other(offset, appended);
    learn(eventTime, appended);
  }

  /** A record without an event time was handed on: it breaks the silence and moves no time. */
  public void other(long offset, long appended) {
    position = offset + 1;
    lastAppended = appended;
    idle = false;
  }

  /**
   * The partition was asked for its end, and for what its past says if nothing was read from it.
   */
  public void probe(Probe probe) {
    if (position < 0) {
      position = probe.start();
    }
    if (position < 0 || position < probe.readableEnd()) {
      return;
    }
    if (lastAppended == UNKNOWN) {
      Anchor anchor = probe.anchor();
      if (anchor == null) {
        idle = probe.anchorSought();
        return;
      }
      lastAppended = anchor.appended();
      learn(anchor.eventTime(), anchor.appended());
    }
    if (movedBy != UNKNOWN) {
      weigh(probe);
    }
    if (!probe.isSoonAfterOutage()) {
      silentUntil(probe.sentAt());
    }
  }

  /** No event with this time or an earlier one is expected; {@code Long.MIN_VALUE} at first. */
  public long watermark() {
    return reached == UNKNOWN ? UNKNOWN : reached - bound - 1;
  }

  /** Whether this partition has no time of its own and must not hold back the others. */
  public boolean idle() {
    return idle;
  }

  /** Whether its time is that of an import, and the others wait for it. */
  boolean isImport() {
    return imported && !idle;
  }

  /** The next offset to read; negative while not known. */
  public long position() {
    return position;
  }

  /** Whether a record or the partition's past has said when it was last written to. */
  public boolean isKnown() {
    return lastAppended != UNKNOWN;
  }

  private void learn(long eventTime, long appended) {
    long time = Math.min(eventTime, appended);
    boolean old = isOld(appended - time);
    boolean late = time <= movedBy || (old && !imported && time <= reached);
    if (!late) {
      movedBy = time;
      movedByAppended = appended;
      imported = old;
      reach(time);
    }
  }

  /** Finds out whether an outage is why the record that last moved time came when it did. */
  private void weigh(Probe probe) {
    long delay = movedByAppended - movedBy;
    if (!probe.isOfOutage(movedByAppended)) {
      // How old an import is says nothing about how late those are who come after it.
      if (!imported) {
        usual.learn(movedBy, delay);
      }
    } else if (usual.isKnown() && delay > usual.longest()) {
      movedByAppended = movedBy + usual.longest();
      imported = imported && isOld(usual.longest());
    }
  }

  private boolean isOld(long delay) {
    return delay > bound + IMPORT_AGE.toMillis();
  }

  private void silentUntil(long sentAt) {
    long silence = sentAt - lastAppended;
    if (movedBy == UNKNOWN) {
      idle = silence >= LIVE_SILENCE.toMillis();
    } else if (imported) {
      importSilent(silence, sentAt);
    } else if (silence >= LIVE_SILENCE.toMillis()) {
      // A live partition's time stands at the wall clock, behind the delay of its events.
      reach(Math.min(movedBy + (sentAt - movedByAppended), sentAt));
    }
  }

  private void importSilent(long silence, long sentAt) {
    if (silence >= IMPORT_ENDS_AFTER.toMillis()) {
      idle = true;
    } else if (silence >= IMPORT_SILENCE.toMillis()) {
      // Its time starts to creep where it stands.
      reach(Math.min(movedBy + silence - IMPORT_SILENCE.toMillis(), sentAt));
    }
  }

  private void reach(long time) {
    reached = Math.max(reached, time);
  }

  /** The last record of a partition from which nothing was read since the start. */
  public record Anchor(long eventTime, long appended) {}

  /**
   * What a probe found.
   *
   * @param sentAt when it was sent, or earlier: what was appended before is before the end it found
   * @param start where reading starts; negative while not known
   * @param readableEnd nothing that a reader gets to see stands at or beyond this offset
   * @param outageOverAt when probes came back after the last outage; {@link Outages#NONE} if there
   *     was none
   * @param anchorSought whether the last record was looked for
   * @param anchor the last record with an event time, if there is one
   */
  public record Probe(
      long sentAt,
      long start,
      long readableEnd,
      long outageOverAt,
      boolean anchorSought,
      @org.jspecify.annotations.Nullable Anchor anchor) {

    /** Whether who wrote then had what they could not write in the last outage. */
    boolean isOfOutage(long appended) {
      return outageOverAt != Outages.NONE
          && appended - outageOverAt > -Outages.OUTAGE.toMillis()
          && appended - outageOverAt < AFTER_OUTAGE.toMillis();
    }

    boolean isSoonAfterOutage() {
      return outageOverAt != Outages.NONE && sentAt - outageOverAt < AFTER_OUTAGE.toMillis();
    }
  }
}
