package io.waymark.bench.contender;

import static java.util.stream.Collectors.reducing;

import io.waymark.bench.log.Patterns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** Flink CEP as its users write it: one pattern operator each, over the stream keyed for it. */
record CepContender(int patterns, String stateBackend) implements Contender {

  @Override
  public DataStream<Finding> find(StreamExecutionEnvironment env, BenchTopic topic) {
    DataStream<Click> clicks = clicks(env, topic);
    return Patterns.BASE.subList(0, patterns).stream()
        .map(pattern -> find(clicks, pattern))
        .reduce(DataStream::union)
        .orElseThrow();
  }

  static DataStream<Click> clicks(StreamExecutionEnvironment env, BenchTopic topic) {
    return env.fromSource(
            topic.source(new Click.Decoding()),
            WatermarkStrategy.<Click>forBoundedOutOfOrderness(BenchTopic.OUT_OF_ORDERNESS)
                .withTimestampAssigner((click, appended) -> click.time()),
            "interactions",
            TypeInformation.of(Click.class))
        .uid("interactions");
  }

  private static DataStream<Finding> find(DataStream<Click> clicks, Patterns.Pattern pattern) {
    return CEP.pattern(
            clicks
                .filter(click -> click.key(pattern) != null)
                .uid("keyed-" + pattern.id())
                .keyBy(click -> String.valueOf(click.key(pattern)), Types.STRING),
            written(pattern))
        .inEventTime()
        .process(new Found(pattern), TypeInformation.of(Finding.class))
        .uid(pattern.id());
  }

  private static Pattern<Click, ?> written(Patterns.Pattern pattern) {
    Pattern<Click, Click> first =
        Pattern.<Click>begin("0", AfterMatchSkipStrategy.skipPastLastEvent())
            .where(SimpleCondition.of(click -> click.matches(pattern, 0)));
    // Our windows include their end, CEP's do not.
    Duration within = Duration.ofSeconds(pattern.seconds()).plusMillis(1);
    return switch (pattern.kind()) {
      case EVENT -> first;
      case COUNT -> first.times(pattern.times()).within(within);
      case ABSENCE ->
          first
              .notFollowedBy("1")
              .where(SimpleCondition.of(click -> click.matches(pattern, 1)))
              .within(within);
      case SEQUENCE -> {
        Pattern<Click, Click> steps = first;
        for (int i = 1; i < pattern.steps().size(); i++) {
          int step = i;
          steps =
              steps
                  .followedBy(Integer.toString(step))
                  .where(SimpleCondition.of(click -> click.matches(pattern, step)));
        }
        yield steps.within(within);
      }
    };
  }

  private static final class Found extends PatternProcessFunction<Click, Finding> {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String key;
    private final boolean absence;
    private final int seconds;

    Found(Patterns.Pattern pattern) {
      this.id = pattern.id();
      this.key = pattern.key();
      this.absence = pattern.kind() == Patterns.Kind.ABSENCE;
      this.seconds = pattern.seconds();
    }

    @Override
    public void processMatch(
        Map<String, List<Click>> match, Context context, Collector<Finding> out) {
      Click last =
          match.values().stream()
              .flatMap(List::stream)
              .collect(reducing((a, b) -> b.time() >= a.time() ? b : a))
              .orElseThrow();
      Patterns.Pattern pattern =
          Patterns.BASE.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
      long at = absence ? last.time() + seconds * 1_000L : last.time();
      out.collect(new Finding(id, String.valueOf(last.key(pattern)), at));
    }
  }
}
