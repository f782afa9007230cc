package io.waymark.app.broker;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Brokers on this machine that are their own controllers (KRaft). Their ids count from 1. Each
 * topic has a copy on every one of them, and takes records while all but one are there; a single
 * one has to be there.
 */
public record BrokerQuorum(List<BrokerPorts> brokers) {
  public BrokerQuorum {
    if (brokers.isEmpty()) {
      throw new IllegalArgumentException("no brokers");
    }
    brokers = List.copyOf(brokers);
  }

  /** Where clients connect: {@code host:port}, separated by commas. */
  public String bootstrapServers() {
    return brokers.stream()
        .map(broker -> broker.host() + ":" + broker.clients())
        .collect(Collectors.joining(","));
  }

  BrokerPorts ports(int id) {
    return brokers.get(id - 1);
  }

  String voters() {
    return IntStream.rangeClosed(1, brokers.size())
        .mapToObj(id -> id + "@" + ports(id).host() + ":" + ports(id).controller())
        .collect(Collectors.joining(","));
  }

  int copies() {
    return brokers.size();
  }

  int copiesInSync() {
    return Math.max(1, copies() - 1);
  }
}
