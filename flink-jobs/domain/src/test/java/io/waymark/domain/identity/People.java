package io.waymark.domain.identity;

import io.waymark.domain.EventLine;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.Stories;
import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.HandOver;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.friction.Verdict;
import io.waymark.domain.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Customers and their devices, whose events come in one after the other: all that is kept of them
 * is bytes in between.
 */
final class People implements Effects {
  private static final Duration WHOLE_LOG = Duration.ofHours(1);

  final List<Signal> signals = new ArrayList<>();
  final List<Fact> facts = new ArrayList<>();
  final List<String> verdicts = new ArrayList<>();
  final List<Device.Change> changes = new ArrayList<>();

  private final List<Rule> rules;
  private FrictionEngine engine;
  private final Map<String, byte[]> customers = new LinkedHashMap<>();
  private final Map<String, byte[]> devices = new LinkedHashMap<>();

  People(List<Rule> rules) {
    this.rules = rules;
    this.engine = engine(Limits.Device.DEFAULT);
  }

  static People by(RuleBuilder... rules) {
    return new People(Arrays.stream(rules).map(RuleBuilder::build).toList());
  }

  /** From now on devices have other bounds. */
  People within(Limits.Device bounds) {
    engine = engine(bounds);
    return this;
  }

  private FrictionEngine engine(Limits.Device bounds) {
    return new FrictionEngine(
        rules, Limits.DEFAULT.withOutOfOrderness(WHOLE_LOG).withDevice(bounds));
  }

  /** Events in this order of arrival. */
  People given(EventLine... lines) {
    Stories.log(lines).forEach(this::take);
    return this;
  }

  void take(Event event) {
    String told = IdentityEvents.mayTellOfDevice(event) ? IdentityEvents.device(event) : null;
    if (told != null) {
      tell(told, event);
    }
    if (event.customerId() != null) {
      accept(event.customerId(), event);
    } else {
      takeAnonymous(String.valueOf(event.anonymousId()), event);
    }
  }

  private void takeAnonymous(String id, Event event) {
    Device device = device(id);
    String owner = device.ownerOf(event);
    if (owner == null) {
      verdicts.add("anon:" + id + " " + name(device.accept(event, this)));
    }
    keep(id, device);
    if (owner != null) {
      accept(owner, event);
    }
    if (IdentityEvents.isLogout(event)) {
      tell(id, event);
    }
  }

  private void tell(String id, Event event) {
    Device device = device(id);
    Device.Login login = device.take(event, this);
    keep(id, device);
    changes.add(login.change());
    HandOver handOver = login.handOver();
    if (handOver != null) {
      String customer = String.valueOf(event.customerId());
      CustomerState state = state(customer);
      engine.merge(state, HandOver.read(handOver.write()), this);
      customers.put(customer, engine.write(state, this));
    }
  }

  private void accept(String customer, Event event) {
    CustomerState state = state(customer);
    verdicts.add(customer + " " + name(engine.accept(state, event, this)));
    customers.put(customer, engine.write(state, this));
  }

  private static String name(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private CustomerState state(String customer) {
    byte[] known = customers.get(customer);
    return known == null ? engine.newCustomer(customer) : engine.read(customer, known);
  }

  private Device device(String id) {
    return Device.read(engine, id, devices.get(id));
  }

  private void keep(String id, Device device) {
    byte[] left = device.write(this);
    if (left == null) {
      devices.remove(id);
    } else {
      devices.put(id, left);
    }
  }

  /** All deadlines up to then come. */
  People until(String time) {
    return until(StoryTime.time(time));
  }

  People until(long time) {
    devices.replaceAll(
        (id, bytes) -> {
          Device device = Device.read(engine, id, bytes);
          device.advance(time, this);
          byte[] left = device.write(this);
          return left == null ? bytes : left;
        });
    customers.replaceAll(
        (customer, bytes) -> {
          CustomerState state = engine.read(customer, bytes);
          engine.advance(state, time, this);
          return engine.write(state, this);
        });
    return this;
  }

  /** How many instances are open under an anonymous id. */
  int open(String device) {
    return device(device).openInstances();
  }

  byte @Nullable [] stored(String device) {
    return devices.get(device);
  }

  /** {@code 10:30 c1 fired medium {cart_id=k1}}. */
  List<String> told() {
    return signals.stream().map(People::show).toList();
  }

  private static String show(Signal signal) {
    return StoryTime.show(signal.occurredAt())
        + " "
        + signal.customerId()
        + " "
        + signal.status().name().toLowerCase(Locale.ROOT)
        + " "
        + signal.severity().name().toLowerCase(Locale.ROOT)
        + (signal.instance().isEmpty() ? "" : " " + signal.instance());
  }

  @Override
  public void signal(Signal signal) {
    signals.add(signal);
  }

  @Override
  public void fact(Fact fact) {
    facts.add(fact);
  }
}
