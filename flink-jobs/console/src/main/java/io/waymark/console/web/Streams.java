package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Masking;
import io.waymark.console.access.Role;
import io.waymark.console.access.Session;
import io.waymark.console.feed.Status;
import io.waymark.console.store.Alerts;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.console.store.Portion;
import io.waymark.console.store.Silences;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has changed, to all who look on. Changes are gathered for a moment, read once and written
 * once per role; each page has a bounded queue, and one that does not keep up is told to load anew.
 */
final class Streams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
  private static final Duration GATHER = Duration.ofMillis(250);
  private static final Duration STATUS = Duration.ofSeconds(2);
  // Whatever has been with the broker for longer was read late, and is no news.
  private static final Duration NEWS = Duration.ofMinutes(1);
  // Three windows that are looked at, and one that was left and is noticed at its next line. A
  // browser has six connections to one place, and needs others to ask with.
  static final int MOST_OF_OWNER = 4;
  private static final int MOST = 600;
  // However many sessions: nobody takes what others need.
  static final int MOST_OF_USER = MOST / 10;
  // Above it a page is quicker loaded anew.
  private static final int MOST_CHANGES = 100;

  private final Alerts alerts;
  private final Silences silences;
  private final Kpis kpis;
  private final Status status;
  private final Masking masking;
  private final InstantSource wall;
  private final List<Stream> open = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "console-streams");
  private final Object lock = new Object();
  private Set<String> changed = new LinkedHashSet<>();
  private Set<String> gone = new LinkedHashSet<>();
  private Map<Kpis.Place, ObjectNode> pulses = new LinkedHashMap<>();
  private boolean reload;
  private boolean replays;
  private long awakeUpTo;
  private volatile boolean closed;

  Streams(
      Alerts alerts,
      Silences silences,
      Kpis kpis,
      Status status,
      Masking masking,
      InstantSource wall) {
    this.alerts = alerts;
    this.silences = silences;
    this.wall = wall;
    this.awakeUpTo = wall.millis();
    this.kpis = kpis;
    this.status = status;
    this.masking = masking;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Takes it in; empty if the session, its user, or everybody together, has too many.
   *
   * @param owner a browser's session
   */
  synchronized Optional<Stream> open(Session owner) {
    long owned = open.stream().filter(one -> one.owner().id().equals(owner.id())).count();
    long ofUser = open.stream().filter(one -> one.owner().user().equals(owner.user())).count();
    if (owned >= MOST_OF_OWNER || ofUser >= MOST_OF_USER || open.size() >= MOST || closed) {
      return Optional.empty();
    }
    Stream stream = new Stream(owner);
    open.add(stream);
    return Optional.of(stream);
  }

  void leave(Stream stream) {
    stream.close();
    open.remove(stream);
  }

  /** How many look on. */
  int looking() {
    return open.size();
  }

  void stored(Portion portion) {
    boolean news = !portion.isFromBefore(wall.millis() - NEWS.toMillis());
    synchronized (lock) {
      // What happened long ago is not shown as if it happened now; pages load what became of it.
      replays = !news;
      if (!news) {
        reload = true;
        return;
      }
      changed.addAll(portion.changedAlerts());
      gone.addAll(portion.goneAlerts());
      portion.lastPulses().forEach((place, kpi) -> pulses.merge(place, kpi, Portion::later));
      reload |= portion.forgets();
    }
  }

  void alertsChanged(Collection<String> ids) {
    synchronized (lock) {
      changed.addAll(ids);
    }
  }

  /** So much has changed that pages had better load anew. */
  void refresh() {
    synchronized (lock) {
      reload = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    open.forEach(this::leave);
  }

  private void run() {
    long sinceStatus = 0;
    while (!closed) {
      try {
        Thread.sleep(GATHER.toMillis());
        publish();
        sinceStatus += GATHER.toMillis();
        if (sinceStatus >= STATUS.toMillis()) {
          sinceStatus = 0;
          wake();
          if (!open.isEmpty()) {
            String now = Json.text(status.now());
            open.forEach(stream -> stream.offer("status", now));
          }
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("a change was not shown; pages load anew", e);
        open.forEach(Stream::miss);
      }
    }
  }

  /** Snoozes and silences end by themselves, and nothing comes in that would tell of it. */
  private void wake() {
    long now = wall.millis();
    alertsChanged(alerts.awoken(awakeUpTo, now));
    if (silences.hasEnded(awakeUpTo, now)) {
      refresh();
    }
    awakeUpTo = now;
  }

  private void publish() {
    Set<String> alertIds;
    Set<String> goneIds;
    Map<Kpis.Place, ObjectNode> places;
    boolean anew;
    synchronized (lock) {
      alertIds = changed;
      goneIds = gone;
      places = pulses;
      anew = reload && !replays;
      changed = new LinkedHashSet<>();
      gone = new LinkedHashSet<>();
      pulses = new LinkedHashMap<>();
      reload &= replays;
      // The next portion says otherwise, if there is more.
      replays = false;
    }
    if (open.isEmpty()) {
      return;
    }
    if (anew || alertIds.size() + goneIds.size() + places.size() > MOST_CHANGES) {
      open.forEach(Stream::miss);
      return;
    }
    publishAlerts(alertIds, goneIds);
    publishPulses(places);
  }

  private void publishPulses(Map<Kpis.Place, ObjectNode> places) {
    if (places.isEmpty()) {
      return;
    }
    long upTo = kpis.upTo().orElse(0L);
    places.forEach(
        (place, window) -> {
          // What came late changes a window of before, which is not what is looked at.
          Long start = Json.millis(window.path("window_start").asText());
          if (start != null && !kpis.hasLater(place, start)) {
            Map<Role, String> views = new EnumMap<>(Role.class);
            for (Stream stream : open) {
              stream.offer(
                  "pulse", views.computeIfAbsent(stream.role(), role -> pulse(window, upTo, role)));
            }
          }
        });
  }

  private String pulse(ObjectNode window, long upTo, Role role) {
    return Json.text(masking.texts(TouchpointPages.item(window, upTo, Map.of()), role));
  }

  private void publishAlerts(Set<String> ids, Set<String> goneIds) {
    Set<String> missing = new HashSet<>(goneIds);
    List<Alerts.Alert> found = alerts.find(new ArrayList<>(ids));
    for (Alerts.Alert alert : found) {
      missing.remove(alert.id());
      Map<Role, String> views = new EnumMap<>(Role.class);
      for (Stream stream : open) {
        stream.offer(
            "alert",
            views.computeIfAbsent(
                stream.role(),
                role -> Json.text(masking.texts(AlertPages.view(alert, role, masking), role))));
      }
    }
    for (String id : missing) {
      String event = Json.text(Json.object().put("alert_id", id));
      open.forEach(stream -> stream.offer("gone", event));
    }
  }
}
