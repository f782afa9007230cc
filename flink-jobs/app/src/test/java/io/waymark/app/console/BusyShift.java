package io.waymark.app.console;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Some people who act on alerts all the time, and remember what they were told was done. */
final class BusyShift implements AutoCloseable {
  private static final int PEOPLE = 3;

  /**
   * Something that somebody asked for.
   *
   * @param alert null for a silence
   * @param what as the alert's history has it
   * @param note found nowhere else
   */
  record Deed(String alert, String what, String note) {}

  private final Supplier<URI> page;
  private final Supplier<List<String>> alerts;
  private final AtomicInteger number = new AtomicInteger();
  private final ConcurrentLinkedQueue<Deed> done = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Deed> unanswered = new ConcurrentLinkedQueue<>();
  private final List<Thread> people = new ArrayList<>();
  private volatile boolean over;

  /**
   * @param page where the console is now
   * @param alerts that there are so far
   */
  BusyShift(Supplier<URI> page, Supplier<List<String>> alerts) {
    this.page = page;
    this.alerts = alerts;
    for (int i = 0; i < PEOPLE; i++) {
      Random random = new Random(i);
      Thread thread = new Thread(() -> act(random), "operator-" + i);
      people.add(thread);
      thread.start();
    }
  }

  /** What was answered with success. */
  List<Deed> done() {
    return List.copyOf(done);
  }

  /** What was not answered: it was done, or it was not. */
  List<Deed> unanswered() {
    return List.copyOf(unanswered);
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread thread : people) {
      thread.join();
    }
  }

  private void act(Random random) {
    Operator operator = null;
    URI at = null;
    while (!over) {
      List<String> there = alerts.get();
      if (there.isEmpty()) {
        Thread.onSpinWait();
        continue;
      }
      Deed deed = deed(there.get(random.nextInt(there.size())), random);
      try {
        if (operator == null || !page.get().equals(at)) {
          at = page.get();
          operator = new Operator(at);
        }
        int status = operator.post(path(deed), body(deed));
        if (status == 200) {
          done.add(deed);
        } else if (status >= 500) {
          unanswered.add(deed);
        } else if (status != 409) {
          operator = null;
        }
        Thread.sleep(10);
      } catch (IOException e) {
        // It was killed before it answered.
        unanswered.add(deed);
        operator = null;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private Deed deed(String alert, Random random) {
    String note = "deed-" + number.incrementAndGet() + ".";
    return switch (random.nextInt(10)) {
      case 0 -> new Deed(null, "silence", note);
      case 1 -> new Deed(alert, "resolve", note);
      case 2, 3, 4 -> new Deed(alert, "assign", note);
      default -> new Deed(alert, "acknowledge", note);
    };
  }

  private static String path(Deed deed) {
    return deed.alert() == null
        ? "/api/silences"
        : "/api/alerts/" + deed.alert() + "/" + deed.what();
  }

  private static String body(Deed deed) {
    return switch (deed.what()) {
      case "silence" ->
          """
          {"matchers":[{"name":"team","value":"%1$s"}],"ends_at":"%2$s","comment":"%1$s"}"""
              .formatted(deed.note(), Instant.now().plusSeconds(3600));
      case "assign" -> "{\"owner\":\"%s\"}".formatted(deed.note());
      case "resolve" -> "{\"cause\":\"fixed\",\"note\":\"%s\"}".formatted(deed.note());
      default -> "{\"note\":\"%s\"}".formatted(deed.note());
    };
  }
}
