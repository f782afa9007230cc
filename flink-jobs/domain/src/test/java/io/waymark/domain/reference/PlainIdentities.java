package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose signals those of a whole log are, event after event in order: a device is the customer's
 * who logged in last, until they log out; what it has collected while it was nobody's goes to the
 * next who logs in, if no other had it before, else it is the device's for ever. Quarantine is left
 * out.
 */
public final class PlainIdentities implements Evaluator {

  @Override
  public List<ReferenceSignal> evaluate(List<Rule> rules, List<Event> events) {
    List<ReferenceSignal> signals = new ArrayList<>();
    Map<String, PlainJourney> journeys = new LinkedHashMap<>();
    Map<String, @Nullable String> owners = new HashMap<>();
    Map<String, List<String>> logins = new HashMap<>();
    Set<String> kept = new HashSet<>();
    Map<String, String> aliases = new HashMap<>();
    List<Event> ordered = new ArrayList<>(events);
    ordered.sort(Event.ORDER);
    for (Event event : ordered) {
      String customer = event.customerId();
      String device = deviceToldOf(event);
      if (customer != null && device != null && links(event, device, aliases)) {
        PlainJourney own = journeys.get("anon:" + device);
        List<String> before = logins.computeIfAbsent(device, d -> new ArrayList<>());
        if (owners.get(device) == null && own != null) {
          if (kept.contains(device) || !mayHave(event, before)) {
            kept.add(device);
          } else {
            journeys.remove("anon:" + device);
            journey(customer, journeys, rules, signals).unite(own, event.time());
          }
        }
        owners.put(device, customer);
        before.add(customer);
      }
      String owner = customer != null ? customer : owners.get(event.anonymousId());
      journey(owner != null ? owner : event.customer(), journeys, rules, signals).take(event);
      if (releases(event)) {
        owners.remove(event.anonymousId());
      }
    }
    journeys.values().forEach(journey -> journey.passUntil(Long.MAX_VALUE - 1));
    return signals;
  }

  /**
   * Who logs in has had the device before, as the last; an alias is theirs who alone have had it.
   */
  private static boolean mayHave(Event event, List<String> before) {
    List<String> others =
        event.type().equals("alias") || before.isEmpty()
            ? before
            : List.of(before.get(before.size() - 1));
    return others.stream().allMatch(event.customer()::equals);
  }

  private static @Nullable String deviceToldOf(Event event) {
    return switch (event.type()) {
      case "identify" -> event.anonymousId();
      case "alias" -> (String) event.attribute("previous_id");
      default -> null;
    };
  }

  private static boolean links(Event event, String device, Map<String, String> aliases) {
    return event.type().equals("alias")
        ? event.customer().equals(aliases.computeIfAbsent(device, d -> event.customer()))
        : !isShared(event);
  }

  private static boolean isShared(Event event) {
    return event.has("shared_device");
  }

  private static boolean releases(Event event) {
    return event.type().equals("logout") || (event.type().equals("identify") && isShared(event));
  }

  private static PlainJourney journey(
      String key,
      Map<String, PlainJourney> journeys,
      List<Rule> rules,
      List<ReferenceSignal> signals) {
    return journeys.computeIfAbsent(key, k -> new PlainJourney(k, rules, signals::add));
  }
}
