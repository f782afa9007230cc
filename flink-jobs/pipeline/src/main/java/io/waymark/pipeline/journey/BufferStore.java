package io.waymark.pipeline.journey;

import java.util.List;

/** Where waiting events are kept outside the heap: by customer, and of each in numbered parts. */
interface BufferStore {
  /** Numbers of the parts that there are of a customer. */
  List<Long> parts(String customer) throws Exception;

  /** A part that there is. */
  List<Envelope> read(String customer, long part) throws Exception;

  /** Keeps a part, in place of the one that has its number. */
  void write(String customer, long part, List<Envelope> envelopes) throws Exception;

  void remove(String customer, long part) throws Exception;
}
