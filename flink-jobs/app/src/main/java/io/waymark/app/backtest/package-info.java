/** The topologies of the jobs over files instead of Kafka. */
@NullMarked
package io.waymark.app.backtest;

import org.jspecify.annotations.NullMarked;
