/** A cluster of processes on this machine, to rehearse on: Kafka, ZooKeeper and Flink. */
@NullMarked
package io.waymark.app.cluster;

import org.jspecify.annotations.NullMarked;
