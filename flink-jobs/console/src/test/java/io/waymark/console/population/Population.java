package io.waymark.console.population;

import io.waymark.console.store.AlertWork;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Database;
import io.waymark.console.store.Intake;
import io.waymark.console.store.Moment;
import io.waymark.console.store.Portion;
import io.waymark.console.store.Pseudonyms;
import io.waymark.console.store.Silence;
import io.waymark.console.store.Silences;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;

/** Fills a store through the intake that the topics go through, portion by portion. */
public final class Population {
  private static final int PORTION = 2000;
  private static final String TOPIC = "bench.";

  private final Intake intake;
  private final AuditLog audit;
  private final AlertWork work;
  private final Silences silences;
  private final StoreSize size;
  private final long now;
  private final Messages messages;

  private Population(Database database, StoreSize size, long now) {
    InstantSource wall = InstantSource.system();
    this.audit = new AuditLog(database, wall);
    this.intake = new Intake(database, Pseudonyms.of(database), audit, wall);
    this.work = new AlertWork(database, wall, audit);
    this.silences = new Silences(database, wall, audit);
    this.size = size;
    this.now = now;
    this.messages = new Messages(size, now);
  }

  /** Fills it, on from where it was left; what is there stays. */
  public static void fill(Database database, StoreSize size, long now) {
    Population population = new Population(database, size, now);
    population.each("journeys", size.customers(), population::journey);
    population.each("moments", size.moments(), population::moment);
    population.each("alerts", size.alerts(), population::alert);
    population.each("rules", size.rules(), population::rule);
    population.each("kpis", size.windows(), population::kpis);
    population.each("deeds", 1, (i, p) -> population.deeds());
  }

  private void each(String name, int many, BiConsumer<Integer, Portion> add) {
    String topic = TOPIC + name;
    long from = intake.offsets().getOrDefault(new Portion.TopicPart(topic, 0), 0L);
    int portion = name.equals("kpis") ? PORTION / size.places() : PORTION;
    for (int at = (int) from; at < many; at += portion) {
      Portion some = new Portion();
      int to = Math.min(many, at + portion);
      for (int i = at; i < to; i++) {
        add.accept(i, some);
      }
      some.readUpTo(topic, 0, to);
      intake.put(some);
      if (at / 100_000 != to / 100_000 || to == many) {
        System.err.printf("%s: %,d of %,d%n", name, to, many);
      }
    }
  }

  private void journey(int number, Portion portion) {
    portion.journey(messages.journey(number));
  }

  private void moment(int number, Portion portion) {
    int busy = size.momentsOfTheBusiest();
    int customer = number < busy ? 0 : (int) ((number * 7919L) % size.customers());
    portion.moment(
        number % 5 == 0
            ? Moment.decision(messages.decision(number, customer))
            : Moment.signal(messages.signal(number, customer)));
  }

  private void alert(int number, Portion portion) {
    portion.alert(messages.alertOf(number));
  }

  private void rule(int number, Portion portion) {
    portion.rule(Messages.rule(number), 1, messages.document(number));
  }

  private void kpis(int number, Portion portion) {
    long forming = now / Messages.WINDOW * Messages.WINDOW;
    long start =
        number < StoreSize.WINDOWS_OF_A_DAY
            ? forming - number * Messages.WINDOW
            : forming - 7 * Messages.DAY - (number - StoreSize.WINDOWS_OF_A_DAY) * Messages.WINDOW;
    portion.kpi(messages.flow(start));
    for (int place = 1; place < size.places(); place++) {
      portion.kpi(messages.kpi(Messages.touchpoint(place), Messages.channel(place), start));
    }
  }

  private void deeds() {
    for (int i = 0; i < size.liveAlerts(); i += 7) {
      work.acknowledge(Messages.alert(i), "bench", "seen");
    }
    for (int i = 0; i < StoreSize.SILENCES; i++) {
      List<Silence.Matcher> matchers =
          List.of(
              new Silence.Matcher("touchpoint", true, Messages.touchpoint(i)),
              new Silence.Matcher("severity", false, "high"));
      silences.add(matchers, System.currentTimeMillis() + Messages.DAY, "bench", "planned work");
    }
    for (int i = 0; i < size.audit(); i++) {
      audit.add("bench", "customer.view", "customer:c_" + i, "");
    }
  }
}
