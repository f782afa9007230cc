package io.waymark.domain.reference;

import io.waymark.domain.reference.Match.Moment;
import io.waymark.domain.rule.Pattern.Level;
import io.waymark.domain.rule.Pattern.Wait;
import java.util.ArrayList;
import java.util.List;

/** {@code wait: {start, end, levels}}. */
final class WaitMeaning {
  private WaitMeaning() {}

  static List<Match> matches(Wait wait, InstanceView view) {
    List<Match> matches = new ArrayList<>();
    int free = 0;
    for (int s = 0; s < view.size(); s++) {
      if (s < free || !view.opens(s, wait.start())) {
        continue;
      }
      int closedBy = closedBy(wait, view, s);
      List<Moment> reached = new ArrayList<>();
      for (Level level : wait.levels()) {
        long at = view.time(s) + level.after();
        // a close at the level's very time comes before it
        if (closedBy == view.size() || at < view.time(closedBy)) {
          reached.add(new Moment(at, level.severity(), lastUpTo(view, s, at), false));
        }
      }
      matches.add(new Match(view.event(s), view.time(s), reached));
      free = closedBy;
    }
    return matches;
  }

  /**
   * The event that closes a wait begun at {@code s}: an end, an unless, or a start after the last
   * level's time. Since all of these come before the start at the same event, that event may start
   * anew.
   */
  private static int closedBy(Wait wait, InstanceView view, int s) {
    long lastLevel = view.time(s) + wait.levels().get(wait.levels().size() - 1).after();
    for (int i = s + 1; i < view.size(); i++) {
      boolean anew = view.opens(i, wait.start()) && view.time(i) > lastLevel;
      if (view.closes(i, wait.end()) || view.cancels(i) || anew) {
        return i;
      }
    }
    return view.size();
  }

  private static int lastUpTo(InstanceView view, int from, long time) {
    int last = from;
    while (last + 1 < view.size() && view.time(last + 1) <= time) {
      last++;
    }
    return last;
  }
}
