/**
 * The hot parts, each alone: {@code mvn -P bench verify -DskipTests -pl flink-jobs/bench -am
 * -Dbench="jmh ExpressionBenchmark"}, or another name or a part of one; {@code jmh -l} lists them.
 */
@NullMarked
package io.waymark.bench.jmh;

import org.jspecify.annotations.NullMarked;
