package io.waymark.domain.alert;

import io.waymark.domain.friction.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of a group's alert, worked out minute by minute from all there is: slow, and without
 * any state but what has been said so far.
 */
final class AlertReference {
  private static final long MINUTE = 60_000;

  private final List<Report> reports;
  private final List<String> said = new ArrayList<>();

  /** Fires since something ended all of them. */
  private final List<Report> fires = new ArrayList<>();

  private final Set<String> ended = new HashSet<>();
  private final Set<String> customers = new TreeSet<>();
  private final List<Long> comebacks = new ArrayList<>();
  private long count;
  private boolean open;
  private long overSince = Long.MIN_VALUE / 2;

  private AlertReference(List<Report> reports) {
    this.reports = reports.stream().sorted(Report.ORDER).toList();
  }

  /** Openings and ends, each with its time, fires and customers so far. */
  static List<String> of(List<Report> reports, long from, long to) {
    AlertReference reference = new AlertReference(reports);
    for (long now = from; now <= to; now += MINUTE) {
      reference.minute(now);
    }
    return reference.said;
  }

  private void minute(long now) {
    for (Report report : reports) {
      if (report.at() == now) {
        if (report.status() == Signal.Status.FIRED) {
          fired(report, now);
        } else if (open) {
          ended.add(report.signalId());
          long lately = comebacks.stream().filter(at -> now - at <= 60 * MINUTE).count();
          boolean one = fires.stream().anyMatch(f -> f.signalId().equals(report.signalId()));
          if (one && allEnded() && lately < 3) {
            over("over", now);
          }
        }
      }
    }
    if (open && fires.stream().allMatch(fire -> now - fire.at() >= 30 * MINUTE)) {
      over("quiet", now);
    }
  }

  private boolean allEnded() {
    return fires.stream().allMatch(fire -> ended.contains(fire.signalId()));
  }

  private void fired(Report report, long now) {
    if (!open) {
      if (now - overSince > 30 * MINUTE) {
        comebacks.clear();
        customers.clear();
        count = 0;
      } else {
        comebacks.add(now);
      }
      fires.clear();
    }
    fires.add(report);
    customers.add(report.customerId());
    count++;
    if (!open) {
      open = true;
      say("open", now);
    }
  }

  private void over(String cause, long now) {
    open = false;
    overSince = now;
    say(cause, now);
  }

  private void say(String what, long now) {
    said.add(what + " " + now / MINUTE + ": " + count + " of " + customers.size());
  }
}
