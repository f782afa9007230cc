package io.waymark.app.backtest;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of a backtest.
 *
 * @param files with absolute names
 * @param sortedCopy what they tell brought into order by {@link SortedLog}; null to read the files
 *     as they are
 * @param largestRecord bytes above which a record is refused
 */
record LogFiles(List<EventFile> files, @Nullable String sortedCopy, int largestRecord)
    implements Serializable {

  /**
   * Opens them as one log.
   *
   * @param onBytes told how many bytes of the files have been read since the last time
   */
  EventLog open(LongConsumer onBytes) throws IOException {
    return sortedCopy == null
        ? new MergedLog(files, largestRecord, onBytes)
        : new SortedLog(Path.of(sortedCopy), onBytes);
  }
}
