package io.waymark.pipeline.journey;

import java.util.List;

/** Where waiting events are kept outside the heap, by customer. */
interface BufferStore {
  List<Envelope> read(String customer) throws Exception;

  /** Replaces whatever is kept of that customer. */
  void replace(String customer, List<Envelope> envelopes) throws Exception;

  void append(String customer, List<Envelope> envelopes) throws Exception;

  void clear(String customer) throws Exception;
}
