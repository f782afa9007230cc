package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Masking;
import io.waymark.console.access.Role;
import io.waymark.console.feed.Status;
import io.waymark.console.store.Alerts;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.console.store.Portion;
import java.time.Duration;
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
  private static final int MOST_OF_USER = 3;
  private static final int MOST = 600;
  // Above it a page is quicker loaded anew.
  private static final int MOST_CHANGES = 100;

  private final Alerts alerts;
  private final Kpis kpis;
  private final Status status;
  private final Masking masking;
  private final List<Stream> open = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "console-streams");
  private final Object lock = new Object();
  private Set<String> changed = new LinkedHashSet<>();
  private Set<String> gone = new LinkedHashSet<>();
  private Map<String, ObjectNode> pulses = new LinkedHashMap<>();
  private boolean reload;
  private volatile boolean closed;

  Streams(Alerts alerts, Kpis kpis, Status status, Masking masking) {
    this.alerts = alerts;
    this.kpis = kpis;
    this.status = status;
    this.masking = masking;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes it in; empty if the user, or everybody together, has too many. */
  synchronized Optional<Stream> open(String owner, Role role) {
    long owned = open.stream().filter(one -> one.owner().equals(owner)).count();
    if (owned >= MOST_OF_USER || open.size() >= MOST || closed) {
      return Optional.empty();
    }
    Stream stream = new Stream(owner, role);
    open.add(stream);
    return Optional.of(stream);
  }

  void leave(Stream stream) {
    stream.close();
    open.remove(stream);
  }

  void stored(Portion portion) {
    synchronized (lock) {
      changed.addAll(portion.changedAlerts());
      gone.addAll(portion.goneAlerts());
      portion.lastPulses().forEach(pulses::put);
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
        if (sinceStatus >= STATUS.toMillis() && !open.isEmpty()) {
          sinceStatus = 0;
          String now = Json.text(status.now());
          open.forEach(stream -> stream.offer("status", now));
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("a change was not shown; pages load anew", e);
        open.forEach(Stream::miss);
      }
    }
  }

  private void publish() {
    Set<String> alertIds;
    Set<String> goneIds;
    Map<String, ObjectNode> places;
    boolean anew;
    synchronized (lock) {
      alertIds = changed;
      goneIds = gone;
      places = pulses;
      anew = reload;
      changed = new LinkedHashSet<>();
      gone = new LinkedHashSet<>();
      pulses = new LinkedHashMap<>();
      reload = false;
    }
    if (open.isEmpty()) {
      return;
    }
    if (anew || alertIds.size() + goneIds.size() + places.size() > MOST_CHANGES) {
      open.forEach(Stream::miss);
      return;
    }
    publishAlerts(alertIds, goneIds);
    if (!places.isEmpty()) {
      long upTo = kpis.upTo().orElse(0L);
      for (ObjectNode window : places.values()) {
        String item = Json.text(TouchpointPages.item(List.of(window), upTo, false));
        open.forEach(stream -> stream.offer("pulse", item));
      }
    }
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
                stream.role(), role -> Json.text(AlertPages.view(alert, role, masking))));
      }
    }
    for (String id : missing) {
      String event = Json.text(Json.object().put("alert_id", id));
      open.forEach(stream -> stream.offer("gone", event));
    }
  }
}
