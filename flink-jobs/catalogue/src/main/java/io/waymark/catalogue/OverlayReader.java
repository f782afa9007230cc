package io.waymark.catalogue;

import io.waymark.catalogue.JourneyReader.Section;
import io.waymark.domain.journey.Cue;
import io.waymark.domain.journey.Meaning;
import io.waymark.domain.journey.Overlays.Contact;
import io.waymark.domain.journey.Overlays.Health;
import io.waymark.domain.rule.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what lies over the stages: health, contact, orders. */
final class OverlayReader {
  private final Function<String, Section> sections;

  OverlayReader(Function<String, Section> sections) {
    this.sections = sections;
  }

  void read(List<Cue> cues) {
    each("health", Health.values(), Meaning.HealthBecomes::new, cues);
    each("contact", Contact.values(), Meaning.ContactBecomes::new, cues);
    Section orders = sections.apply("orders");
    for (Node type : orders.values().items(orders.node())) {
      var placed = new SelectorReader(orders.problems()).read(type, "orders");
      cues.add(new Cue.OfEvents(new Pattern.OnEvent(placed), List.of(), new Meaning.Orders()));
    }
  }

  private <E extends Enum<E>> void each(
      String name, E[] states, Function<E, Meaning> meaning, List<Cue> cues) {
    Section section = sections.apply(name);
    String[] names = Arrays.stream(states).map(Values::name).toArray(String[]::new);
    var fields = section.fields(name, names);
    for (E state : states) {
      String key = Values.name(state);
      cues.addAll(section.cues().all(fields.get(key), name + " " + key, meaning.apply(state)));
    }
  }
}
