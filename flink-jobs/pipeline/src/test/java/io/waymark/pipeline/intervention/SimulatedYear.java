package io.waymark.pipeline.intervention;

import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.pipeline.intervention.YearRules.DAY;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.SignalStory;
import io.waymark.domain.rule.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens to some customers and their devices in a year, by chance; most of it where it is
 * difficult: about the edges of quiet hours and of caps, at changes of the clock, about midnight.
 */
final class SimulatedYear {
  static final long BEGIN = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  static final long END = BEGIN + 365 * DAY;

  private static final int CUSTOMERS = 4;

  /** Each of them, and the device of each. */
  static final int PEOPLE = 2 * CUSTOMERS;

  private static final List<String> ZONES =
      List.of(
          "America/New_York",
          "Europe/Berlin",
          "Australia/Lord_Howe",
          "Asia/Kathmandu",
          "America/Santiago",
          "Pacific/Auckland");
  private static final List<String> PHONES = List.of("+49 30 1234", "0066 2 123", "+1 212 1234");
  private static final long[] EDGES = {
    0, 0, 1, -1, DAY, DAY - 1, DAY + 1, 7 * DAY, 7 * DAY - 1, 12 * HOUR, 12 * HOUR - 1, 6 * HOUR
  };

  private final Random random;
  private final TreeMap<Long, List<Happening>> happenings = new TreeMap<>();
  private final List<String> rules = YearRules.ASKED.keySet().stream().sorted().toList();
  private int events;

  /** Something at its time. */
  sealed interface Happening {
    record Told(Fact fact) implements Happening {}

    record Noticed(Signal signal) implements Happening {}

    record Merged(String device, Fact fact) implements Happening {}

    record Paused(String rule, boolean paused) implements Happening {}

    record Published(String rule, boolean there) implements Happening {}
  }

  private SimulatedYear(Random random) {
    this.random = random;
  }

  /** By time. */
  static TreeMap<Long, List<Happening>> of(long seed) {
    SimulatedYear year = new SimulatedYear(new Random(seed));
    for (int i = 0; i < CUSTOMERS; i++) {
      // Others each year, that they are on other sides; the last is who is not to be contacted.
      String customer = i < CUSTOMERS - 1 ? "customer-" + i + "-" + seed : YearRules.SUPPRESSED;
      String device = "device-" + i + "-" + seed;
      year.person(customer, 220);
      year.person("anon:" + device, 80);
      year.merges(device, customer);
    }
    for (int i = 0; i < 12; i++) {
      long at = year.anyTime();
      String rule = year.any(year.rules);
      year.add(at, new Happening.Paused(rule, true));
      year.add(at + year.upTo(6 * DAY), new Happening.Paused(rule, false));
    }
    for (int i = 0; i < 6; i++) {
      long at = year.anyTime();
      String rule = year.any(year.rules);
      year.add(at, new Happening.Published(rule, false));
      year.add(at + year.upTo(6 * DAY), new Happening.Published(rule, true));
    }
    return year.happenings;
  }

  private void person(String customer, int fires) {
    boolean known = !customer.startsWith("anon:");
    ZoneId zone = ZoneId.of("Asia/Bangkok");
    if (known && random.nextInt(4) > 0) {
      zone = ZoneId.of(any(ZONES));
      tell(customer, Fact.Kind.PROFILE, BEGIN, null, null, "tz", zone.getId());
    }
    if (known && random.nextBoolean()) {
      tell(customer, Fact.Kind.PROFILE, anyTime(), null, null, "phone", any(PHONES));
    }
    if (known && random.nextInt(3) == 0) {
      tell(customer, Fact.Kind.PROFILE, anyTime(), null, null, "tz", any(ZONES));
    }
    consents(customer, known ? 6 : 2);
    worries(customer, known ? 6 : 1);
    fires(customer, zone, fires);
    if (known && random.nextInt(3) == 0) {
      erase(customer);
    }
  }

  private void consents(String customer, int times) {
    boolean granted = random.nextInt(5) > 0;
    say(customer, BEGIN + upTo(DAY), granted);
    for (int i = 0; i < times; i++) {
      say(customer, anyTime(), random.nextInt(3) > 0);
    }
    if (random.nextInt(3) == 0) {
      tell(customer, Fact.Kind.OBJECTION, anyTime(), null, null, "purpose", "marketing");
    }
    if (random.nextInt(3) == 0) {
      String channel = random.nextInt(3) == 0 ? null : random.nextBoolean() ? "email" : "sms";
      tell(customer, Fact.Kind.UNSUBSCRIBED, END - upTo(200 * DAY), channel, null, "reason", "x");
    }
  }

  private void say(String customer, long at, boolean granted) {
    add(
        at,
        new Happening.Told(
            fact(
                customer,
                Fact.Kind.CONSENT,
                at,
                null,
                null,
                Map.of("purpose", "marketing", "granted", granted))));
  }

  private void worries(String customer, int times) {
    for (int i = 0; i < times; i++) {
      long at = anyTime();
      tell(customer, Fact.Kind.COMPLAINT_OPENED, at, null, null, "ticket_id", "t" + i);
      if (random.nextInt(3) > 0) {
        tell(
            customer,
            Fact.Kind.COMPLAINT_CLOSED,
            at + upTo(10 * DAY),
            null,
            null,
            "ticket_id",
            "t" + i);
      }
    }
    for (int i = 0; i < 6 * times; i++) {
      long at = anyTime();
      tell(customer, Fact.Kind.CONTACT_OPENED, at, null, null, "call_id", "c" + i);
      if (random.nextInt(4) > 0) {
        tell(
            customer,
            Fact.Kind.CONTACT_CLOSED,
            at + upTo(3 * HOUR),
            null,
            null,
            "call_id",
            "c" + i);
      }
    }
  }

  private void fires(String customer, ZoneId zone, int count) {
    long last = BEGIN;
    for (int i = 0; i < count; i++) {
      long at = difficult(zone, last);
      last = at;
      int together = random.nextInt(5) == 0 ? 3 : 1;
      for (int j = 0; j < together; j++) {
        String rule = any(rules);
        String id = customer + "-" + i + "-" + j;
        add(at, new Happening.Noticed(signal(id, rule, customer, Signal.Status.FIRED, at)));
        if (random.nextInt(8) == 0) {
          // As after a restart of the job before.
          long again = at + upTo(HOUR);
          add(again, new Happening.Noticed(signal(id, rule, customer, Signal.Status.FIRED, at)));
        }
        if (random.nextInt(4) == 0) {
          long end = at + upTo(DAY);
          boolean over = random.nextInt(4) > 0;
          Signal.Status status = over ? Signal.Status.RESOLVED : Signal.Status.RETRACTED;
          add(end, new Happening.Noticed(signal(id, rule, customer, status, end)));
        }
      }
      if (random.nextInt(10) == 0) {
        tell(customer, Fact.Kind.GOAL_REACHED, at + upTo(DAY), null, "purchase", "value", "1");
      }
    }
  }

  /** A time about an edge. */
  private long difficult(ZoneId zone, long last) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> Math.min(END - 1, last + EDGES[random.nextInt(EDGES.length)]);
      case 2 -> {
        int[] hours = {0, 2, 3, 7, 8, 12, 13, 21, 22};
        var day = Instant.ofEpochMilli(anyTime()).atZone(zone).toLocalDate();
        int minute = random.nextBoolean() ? 0 : 30;
        yield day.atTime(hours[random.nextInt(hours.length)], minute)
                .atZone(zone)
                .toInstant()
                .toEpochMilli()
            + random.nextInt(3)
            - 1;
      }
      case 3 -> {
        var change = zone.getRules().nextTransition(Instant.ofEpochMilli(anyTime()));
        long about = change == null ? anyTime() : change.getInstant().toEpochMilli();
        yield Math.max(
            BEGIN, Math.min(END - 1, about + random.nextInt(25) * 15 * MINUTE - 3 * HOUR));
      }
      default -> anyTime();
    };
  }

  private void erase(String customer) {
    long at = BEGIN + 100 * DAY + upTo(200 * DAY);
    List<Happening> before = new ArrayList<>();
    happenings.headMap(at, true).values().forEach(before::addAll);
    tell(customer, Fact.Kind.ERASED, at, null, null, "request_ref", "r");
    for (Happening old : before) {
      boolean own =
          old instanceof Happening.Noticed noticed
              ? noticed.signal().customerId().equals(customer)
              : old instanceof Happening.Told told && told.fact().customerId().equals(customer);
      if (own && random.nextInt(10) == 0) {
        add(at + upTo(3 * DAY), old);
      }
    }
  }

  private void merges(String device, String customer) {
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      long at = anyTime();
      Fact fact =
          fact(
              customer,
              Fact.Kind.IDENTITIES_MERGED,
              at,
              null,
              null,
              Map.of("anonymous_id", device));
      add(at, new Happening.Merged("anon:" + device, fact));
    }
  }

  private Signal signal(
      String id, String rule, String customer, Signal.Status status, long occurredAt) {
    Severity[] severities = Severity.values();
    return SignalStory.of(
        rule,
        SignalStory.by(
            customer,
            SignalStory.signal(
                id,
                status,
                severities[Math.floorMod(id.hashCode(), severities.length)],
                occurredAt)));
  }

  private void tell(
      String customer,
      Fact.Kind kind,
      long at,
      @Nullable String channel,
      @Nullable String type,
      String name,
      String value) {
    add(at, new Happening.Told(fact(customer, kind, at, channel, type, Map.of(name, value))));
  }

  private Fact fact(
      String customer,
      Fact.Kind kind,
      long at,
      @Nullable String channel,
      @Nullable String type,
      Map<String, @Nullable Object> attributes) {
    String id = "e%06d".formatted(events++);
    return new Fact("f" + id, kind, customer, at, id, type, channel, null, attributes);
  }

  private void add(long at, Happening happening) {
    if (at >= BEGIN && at < END) {
      happenings.computeIfAbsent(at, none -> new ArrayList<>()).add(happening);
    }
  }

  private long anyTime() {
    return BEGIN + upTo(365 * DAY);
  }

  private long upTo(long most) {
    return (long) (random.nextDouble() * most);
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
