package io.waymark.pipeline.journey;

import java.util.List;

/**
 * Where waiting events are kept outside the heap: by groups of customers, and of each group in
 * numbered parts.
 */
interface BufferStore {
  /** The group that a customer belongs to. */
  int group(String customer);

  /** All groups that there may be something of. */
  Iterable<Integer> groups();

  /** Numbers of the parts that there are of a group. */
  List<Long> parts(int group) throws Exception;

  /** A part that there is. */
  List<Envelope> read(int group, long part) throws Exception;

  /** Keeps a part, in place of the one that has its number. */
  void write(int group, long part, List<Envelope> envelopes) throws Exception;

  void remove(int group, long part) throws Exception;
}
