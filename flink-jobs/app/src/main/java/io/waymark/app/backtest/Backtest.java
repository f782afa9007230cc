package io.waymark.app.backtest;

import io.waymark.app.job.AnomaliesFile;
import io.waymark.app.rules.PublishedRules;
import io.waymark.catalogue.Catalogue;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.intervention.ContactPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules over recorded events: the topologies of the live jobs, fed from files, writing files.
 *
 * @param events the files
 * @param out an existing directory
 * @param outOfOrderness how much later than a younger event an older one may come
 * @param until time in epoch milliseconds at which time ends; {@link Long#MAX_VALUE} for the latest
 *     event
 * @param sort whether the events are sorted by time first
 * @param largestRecord bytes above which a record is refused
 * @param policy when customers may be contacted
 * @param learning by which calendar it is learnt what is normal at touchpoints; null if that is not
 *     asked for
 */
public record Backtest(
    List<EventFile> events,
    Path out,
    Duration outOfOrderness,
    long until,
    boolean sort,
    int parallelism,
    int largestRecord,
    ContactPolicy policy,
    @Nullable AnomaliesFile learning) {

  /** A run of these rules, to be finished and closed. */
  public RunningBacktest of(Catalogue catalogue) throws IOException {
    Limits limits = Limits.DEFAULT.withOutOfOrderness(outOfOrderness);
    return new RunningBacktest(this, PublishedRules.of(catalogue), limits);
  }
}
