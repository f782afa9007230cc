package io.waymark.app.kafka;

import io.waymark.app.kafka.PartitionFrontier.Anchor;
import io.waymark.app.kafka.PartitionFrontier.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic, its broker, those who write and the one who reads, by a clock of their own. What decides
 * about time is real: {@link SplitTime} with {@link PartitionFrontier}, {@link Outages} and {@link
 * Reconnection}.
 */
final class SimulatedTopic {
  static final long START = 1_800_000_000_000L;

  /** As often as the probe asks. */
  private static final long STEP = 500;

  /** A producer that can't write tries again until then. */
  private static final int RETRY = 20_000;

  /** What a customer does; the rest is for {@link SimulatedJourneys}. */
  record Deed(String customer, long time, Duration within) {
    static Deed begins(String customer, long time, Duration within) {
      return new Deed(customer, time, within);
    }

    static Deed ends(String customer, long time) {
      return new Deed(customer, time, Duration.ZERO);
    }

    boolean isBegin() {
      return !within.isZero();
    }
  }

  /** What the one who reads makes of an event time: another one, or {@link Polled#NO_EVENT}. */
  interface Admission {
    long of(long eventTime, long appended);
  }

  private record Plan(long at, int partition, Deed deed) {}

  private record Appended(long at, Deed deed) {}

  private final long bound;
  private final PriorityQueue<Plan> plans = new PriorityQueue<>(Comparator.comparingLong(Plan::at));
  private final List<List<Appended>> partitions = new ArrayList<>();
  private final int[] positions;
  private final Random random = new Random(11);
  private final SimulatedJourneys journeys = new SimulatedJourneys();
  private final Admission admission;
  private List<Split> splits = List.of();
  private Outages outages = new Outages();
  private Reconnection reconnection = new Reconnection();
  private long now = START;
  private boolean brokerIsAway;
  private boolean reads;
  private int rate = Integer.MAX_VALUE;

  SimulatedTopic(int partitions, Duration outOfOrderness) {
    this(partitions, outOfOrderness, (eventTime, appended) -> eventTime);
  }

  SimulatedTopic(int partitions, Duration outOfOrderness, Admission admission) {
    this.bound = outOfOrderness.toMillis();
    this.positions = new int[partitions];
    this.admission = admission;
    IntStream.range(0, partitions).forEach(i -> this.partitions.add(new ArrayList<>()));
    startReading();
  }

  /** Somebody will write this, then. */
  void plan(long at, int partition, Deed deed) {
    plans.add(new Plan(at, partition, deed));
  }

  void brokerGoesAway() {
    brokerIsAway = true;
  }

  void brokerIsBack() {
    brokerIsAway = false;
  }

  void stopReading() {
    reads = false;
  }

  /** From where it stood; of time nothing is kept. */
  void startReading() {
    reads = true;
    outages = new Outages();
    reconnection = new Reconnection();
    splits = IntStream.range(0, positions.length).mapToObj(Split::new).toList();
    journeys.restored();
  }

  /** Of partition {@code p} at most {@code p + 1} times as many records a second. */
  void readAtMost(int perSecond) {
    rate = Math.max(1, (int) (perSecond * STEP / 1_000));
  }

  void pass(Duration time) {
    for (long end = now + time.toMillis(); now < end; ) {
      now += STEP;
      write();
      if (reads) {
        read();
      }
      if (journeys.watermark() > now - bound - 1) {
        throw new AssertionError("time is %d ms ahead".formatted(journeys.watermark() - now));
      }
    }
  }

  private void write() {
    while (!plans.isEmpty() && plans.peek().at <= now) {
      Plan plan = plans.remove();
      if (brokerIsAway) {
        plans.add(new Plan(now + 1 + random.nextInt(RETRY), plan.partition, plan.deed));
      } else {
        partitions.get(plan.partition).add(new Appended(plan.at, plan.deed));
      }
    }
  }

  private void read() {
    if (brokerIsAway) {
      outages.refused();
    } else {
      long outageOverAt = outages.answered(now);
      splits.forEach(split -> split.ask(outageOverAt));
      splits.forEach(split -> reconnection.answered(split.found));
      splits.forEach(Split::read);
    }
    boolean stands = reconnection.isRecent(now);
    splits.forEach(split -> split.tell(stands));
    journeys.time(combined(), now);
  }

  /** As Flink combines them; where all are idle, as its valve between tasks does. */
  private long combined() {
    return splits.stream()
        .filter(split -> !split.idle)
        .mapToLong(split -> split.told)
        .min()
        .orElseGet(() -> splits.stream().mapToLong(split -> split.told).max().orElseThrow());
  }

  long now() {
    return now;
  }

  SimulatedJourneys journeys() {
    return journeys;
  }

  /** Why partitions hold time now. */
  List<Hold> holds() {
    return splits.stream().map(split -> split.time.hold(now)).filter(hold -> hold != null).toList();
  }

  boolean isIdle() {
    return splits.stream().allMatch(split -> split.idle);
  }

  boolean hasBacklog() {
    return IntStream.range(0, positions.length)
        .anyMatch(i -> positions[i] < partitions.get(i).size());
  }

  /** One partition, and what of its time has been told. */
  private final class Split implements SourceOutput<Object> {
    private final int partition;
    private final SplitTime time;
    private Probe found;
    private long told = Long.MIN_VALUE;
    private boolean idle;

    Split(int partition) {
      this.partition = partition;
      this.time =
          new SplitTime(
              new TopicPartition("topic", partition),
              Duration.ofMillis(bound),
              positions[partition],
              now);
    }

    void ask(long outageOverAt) {
      List<Appended> all = partitions.get(partition);
      int position = positions[partition];
      boolean seeksAnchor = !time.time.isKnown() && position == all.size();
      Anchor anchor = null;
      for (int i = all.size() - 1; seeksAnchor && anchor == null && i >= 0; i--) {
        Appended last = all.get(i);
        long eventTime = admission.of(last.deed.time, last.at);
        anchor = eventTime == Polled.NO_EVENT ? null : new Anchor(eventTime, last.at);
      }
      found = new Probe(now, position, all.size(), outageOverAt, seeksAnchor, anchor);
    }

    void read() {
      List<Appended> all = partitions.get(partition);
      long most = Math.min(all.size(), positions[partition] + (long) rate * (partition + 1));
      while (positions[partition] < most) {
        int offset = positions[partition]++;
        Appended next = all.get(offset);
        long eventTime = admission.of(next.deed.time, next.at);
        if (eventTime == Polled.NO_EVENT) {
          time.time.other(offset, next.at);
        } else {
          reconnection.read(now);
          journeys.event(eventTime, next.deed);
          time.time.event(offset, eventTime, next.at);
        }
      }
    }

    void tell(boolean stands) {
      time.emit(this, found, stands);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      told = watermark.getTimestamp();
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }

    @Override
    public void collect(Object element) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void collect(Object element, long timestamp) {
      throw new UnsupportedOperationException();
    }
  }
}
