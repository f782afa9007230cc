package io.waymark.bench.contender;

import io.waymark.bench.log.Patterns;
import io.waymark.bench.log.Patterns.Pattern;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * The first pattern, a count, in Flink SQL. Its contiguity is strict, so that other events have to
 * be taken out before.
 */
record MatchRecognizeContender(String stateBackend) implements Contender {

  @Override
  public DataStream<Finding> find(StreamExecutionEnvironment env, BenchTopic topic) {
    Pattern pattern = Patterns.BASE.get(0);
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.createTemporaryView(
        "clicks",
        CepContender.clicks(env, topic),
        Schema.newBuilder()
            .column("type", DataTypes.STRING())
            .column("session", DataTypes.STRING())
            .columnByMetadata("at", DataTypes.TIMESTAMP_LTZ(3), "rowtime")
            .watermark("at", "SOURCE_WATERMARK()")
            .build());
    String query =
        """
        SELECT `session`, found_at
        FROM (SELECT `session`, `at` FROM clicks WHERE `type` = '%s')
        MATCH_RECOGNIZE (
          PARTITION BY `session`
          ORDER BY `at`
          MEASURES CAST(LAST(C.`at`) AS TIMESTAMP_LTZ(3)) AS found_at
          ONE ROW PER MATCH
          AFTER MATCH SKIP PAST LAST ROW
          PATTERN (C{%d}) WITHIN INTERVAL '%d.001' SECOND
          DEFINE C AS TRUE
        )"""
            .formatted(pattern.steps().get(0), pattern.times(), pattern.seconds());
    return tables
        .toDataStream(tables.sqlQuery(query))
        .map(
            row ->
                Finding.of(
                    pattern,
                    String.valueOf(row.getField("session")),
                    ((Instant) row.getFieldAs("found_at")).toEpochMilli()))
        .returns(TypeInformation.of(Finding.class));
  }
}
