package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Destination;
import java.io.Serializable;
import java.util.List;

/** The destinations, and how a task comes to a sender that reaches them. */
public interface Senders extends Serializable {

  List<Destination> destinations();

  /** A new one; the task closes it. */
  Sender open();
}
