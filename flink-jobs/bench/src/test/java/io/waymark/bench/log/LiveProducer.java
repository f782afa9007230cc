package io.waymark.bench.log;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/** Writes a log as it happens: each event when its time has come by the clock on the wall. */
public final class LiveProducer implements AutoCloseable {
  /** Longer than most visits last: the log has as many events a second from then on as ever. */
  private static final long UNDER_WAY_MILLIS = 40_000;

  private final String servers;
  private final String topic;
  private final LongFunction<BenchLog> beginningAt;
  private final Window window;
  private final FutureTask<LivePace> writing = new FutureTask<>(this::write);
  private volatile boolean stopped;

  private LiveProducer(
      String servers, String topic, LongFunction<BenchLog> beginningAt, Window window) {
    this.servers = servers;
    this.topic = topic;
    this.beginningAt = beginningAt;
    this.window = window;
  }

  /**
   * Begins now, amid visits that are under way, and goes on until it is told to stop.
   *
   * @param beginningAt makes the log that begins at a time
   * @param window when its own pace is measured
   */
  public static LiveProducer start(
      String servers, String topic, LongFunction<BenchLog> beginningAt, Window window) {
    LiveProducer producer = new LiveProducer(servers, topic, beginningAt, window);
    Thread thread = new Thread(producer.writing, "live-producer");
    thread.setDaemon(true);
    thread.start();
    return producer;
  }

  /** Ends it and says how it kept the pace. */
  public LivePace stop() throws ExecutionException, InterruptedException {
    stopped = true;
    return writing.get();
  }

  private LivePace write() throws Exception {
    InteractionCodec codec = new InteractionCodec();
    long start = System.currentTimeMillis();
    BenchLog log = beginningAt.apply(start - UNDER_WAY_MILLIS);
    long from = start + window.warmUpMillis();
    long to = from + window.millis();
    long written = 0;
    long behind = 0;
    Acknowledged acknowledged = new Acknowledged();
    try (KafkaProducer<byte[], byte[]> producer = LogTopic.producer(servers)) {
      long due = 0;
      while (!stopped) {
        Event event = log.next();
        // What comes late is written when the log has got so far.
        due = Math.max(due, event.time());
        if (due < start) {
          continue;
        }
        long now = WallClock.awaitTime(due);
        if (now >= from && now < to) {
          written++;
          behind = Math.max(behind, now - due);
        }
        byte[] key = Utils.utf8(event.customer());
        producer.send(
            new ProducerRecord<>(topic, LogTopic.partition(key), key, codec.encode(event)),
            acknowledged);
        acknowledged.throwFailure();
      }
    }
    return new LivePace(log.perSecond(), written * 1_000.0 / window.millis(), behind);
  }

  @Override
  public void close() {
    stopped = true;
  }
}
