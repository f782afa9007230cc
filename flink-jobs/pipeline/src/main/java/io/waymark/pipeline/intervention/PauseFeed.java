package io.waymark.pipeline.intervention;

import io.waymark.domain.intervention.Pause;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where decisions get from what is paused.
 *
 * @param updates what changes while the job runs; may begin anywhere before that
 * @param bootstrap what there is when the job starts
 */
public record PauseFeed(DataStream<Pause> updates, Bootstrap bootstrap) {

  /** Reads what is paused, and what no more, when a job starts afresh. */
  @FunctionalInterface
  public interface Bootstrap extends Serializable {
    List<Pause> load() throws IOException;
  }
}
