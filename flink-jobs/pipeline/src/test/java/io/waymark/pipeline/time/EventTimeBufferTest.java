package io.waymark.pipeline.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Words such as {@code a5} wait for the time that stands behind their letter. */
class EventTimeBufferTest {
  private KeyedOneInputStreamOperatorTestHarness<String, String, String> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void elementsComeAtTheirTimeAndThoseOfOneTimeInTheOrderOfTheirArrival() throws Exception {
    send("c7", "a5", "b5", "z9");
    harness.processWatermark(new Watermark(7));
    assertThat(harness.extractOutputValues()).containsExactly("a5", "b5", "c7");
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    harness.processWatermark(new Watermark(9));
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void whatIsRemovedTakesItsTimerAlongUnlessOthersWaitForThatTime() throws Exception {
    send("x5", "b5", "x6", "x");
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    harness.processWatermark(new Watermark(9));
    assertThat(harness.extractOutputValues()).containsExactly("b5");
  }

  @Test
  void whatWaitsIsThereAfterARestore() throws Exception {
    send("a5", "b5");
    OperatorSubtaskState taken = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(taken);
    harness.open();
    send("c5");
    harness.processWatermark(new Watermark(5));
    assertThat(harness.extractOutputValues()).containsExactly("a5", "b5", "c5");
  }

  private void send(String... words) throws Exception {
    for (String word : words) {
      harness.processElement(word, 0);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Waits()), word -> "key", Types.STRING);
  }

  /** Words wait; {@code x} removes those that begin with it. */
  private static final class Waits extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    private transient EventTimeBuffer<String> waiting;

    @Override
    public void open(OpenContext context) {
      waiting = EventTimeBuffer.open(getRuntimeContext(), StringSerializer.INSTANCE);
    }

    @Override
    public void processElement(String word, Context context, Collector<String> out)
        throws Exception {
      if (word.equals("x")) {
        assertThat(waiting.latest(each -> each.startsWith("x"))).isEqualTo(6);
        assertThat(waiting.removeIf(each -> each.startsWith("x"), context.timerService()))
            .isEqualTo(2);
      } else {
        waiting.add(Long.parseLong(word.substring(1)), word, context.timerService());
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
      waiting.take(time).forEach(out::collect);
    }
  }
}
