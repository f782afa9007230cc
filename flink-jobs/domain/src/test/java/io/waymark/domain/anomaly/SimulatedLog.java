package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.BusinessCalendar.DayKind;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Pulse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Four weeks of five-minute windows of a dozen places after four weeks of history, with incidents
 * of known times. All of it follows from the seed.
 *
 * <p>An incident is planted only when a place is busy enough for it to be noticed: the patterns ask
 * for a least number of events. That places are too small shows in false alarms, not in misses.
 */
final class SimulatedLog {
  static final long WEEK = 7 * 24 * BusinessCalendar.HOUR;
  private static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");

  /** Monday, midnight in Bangkok. */
  static final long START = Instant.parse("2026-08-30T17:00:00Z").toEpochMilli();

  static final long LIVE = START + 4 * WEEK;
  static final long END = LIVE + 4 * WEEK;

  final List<SimulatedPlace> places;
  final List<Incident> incidents = new ArrayList<>();
  final AnomalySettings settings;
  private final Chance chance;

  SimulatedLog(long seed) {
    chance = new Chance(seed);
    LocalDate holiday =
        LocalDate.ofInstant(Instant.ofEpochMilli(LIVE), ZONE).plusDays(chance.below(28));
    BusinessCalendar calendar = new BusinessCalendar(ZONE, Map.of(holiday, DayKind.HOLIDAY));
    settings =
        new AnomalySettings(calendar, List.of(new Objective(Measure.SERVER_ERRORS, 0.99, 100)));
    places = SimulatedPlace.of(chance.split(), START, LIVE + WEEK + chance.below(WEEK));
    for (SimulatedPlace place : places) {
      plant(place, chance.split());
    }
  }

  /** Two of each pattern that a place can show, if it is ever busy enough. */
  private void plant(SimulatedPlace place, Chance draws) {
    for (AnomalyPattern pattern : place.scene().patterns.stream().sorted().toList()) {
      for (int i = 0; i < 2; i++) {
        for (int attempt = 0; attempt < 200; attempt++) {
          long from = LIVE + draws.below(4 * WEEK - 4 * BusinessCalendar.HOUR);
          long to = from + (long) (draws.between(0.5, 2) * BusinessCalendar.HOUR);
          // Where little comes only that nothing comes can be told from chance.
          boolean nothing = pattern == AnomalyPattern.SILENCE && load(place, from) < 45;
          double strength = nothing ? 1 : draws.between(0, 1);
          if (isFit(place, pattern, from, to)) {
            incidents.add(
                new Incident(place.name(), pattern, Scene.symptoms(pattern), from, to, strength));
            break;
          }
        }
      }
    }
  }

  private boolean isFit(SimulatedPlace place, AnomalyPattern pattern, long from, long to) {
    long apart = 3 * BusinessCalendar.HOUR;
    for (Incident other : incidents) {
      if (other.place().equals(place.name())
          && from < other.to() + apart
          && other.from() < to + apart) {
        return false;
      }
    }
    if (from < place.opens() + 2 * 24 * BusinessCalendar.HOUR) {
      return false;
    }
    double load = Math.min(load(place, from), load(place, to));
    boolean known = place.opens() == START && !isHoliday(from) && !isHoliday(to);
    return switch (pattern) {
      case SILENCE -> known && load >= 10;
      case CONTACT_REASON_SURGE -> known && load >= 12;
      case DELIVERY_CLUSTER, VOC_TOPIC_SURGE -> known && load >= 2.5;
      case CAPACITY_GAP -> load >= 4;
      case SURVEY_DROP -> load >= 25;
      case SERVICE_LEVEL_BREACH -> load >= 15;
      case SLO_BURN -> load >= 60;
      default ->
          load >= (place.scene() == Scene.QUEUE ? 40 : 110)
              || place.scene() == Scene.INTERVENTIONS && load >= 45;
    };
  }

  private boolean isHoliday(long time) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(time), ZONE);
    return settings.calendar().days().containsKey(date);
  }

  private double load(SimulatedPlace place, long time) {
    return place.load(time, START, settings.calendar());
  }

  /** All that is told of a place, in order. */
  void play(SimulatedPlace place, long from, long to, Consumer<Pulse> told) {
    List<Incident> here =
        incidents.stream().filter(incident -> incident.place().equals(place.name())).toList();
    Chance draws = new Chance(place.seed() ^ from);
    for (long start = from; start < to; start += Window.LENGTH) {
      if (start < place.opens()) {
        continue;
      }
      Trouble trouble = trouble(here, start);
      Pulse pulse = place.pulse(start, load(place, start), trouble, draws);
      if (SimulatedPlace.isTold(pulse)) {
        told.accept(pulse);
      }
    }
  }

  private static Trouble trouble(List<Incident> incidents, long start) {
    for (Incident incident : incidents) {
      double share = incident.share(start, start + Window.LENGTH);
      if (share > 0) {
        return new Trouble(incident, share);
      }
    }
    return Trouble.NONE;
  }
}
