package io.waymark.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Until when what a portion has of its customers is not believed, since they were erased. */
final class ErasedCustomers {
  private final Map<String, Long> until;

  private ErasedCustomers(Map<String, Long> until) {
    this.until = until;
  }

  static ErasedCustomers of(Handle handle, Pseudonyms pseudonyms, Portion portion) {
    Map<String, String> byRef = new LinkedHashMap<>();
    for (ObjectNode journey : portion.journeys) {
      String id = Fields.text(journey, "customer_id");
      pseudonyms.all(id).forEach(ref -> byRef.put(ref, id));
    }
    for (ObjectNode alert : portion.alerts) {
      for (JsonNode customer : alert.path("samples")) {
        String id = customer.asText();
        pseudonyms.all(id).forEach(ref -> byRef.put(ref, id));
      }
    }
    for (Moment moment : portion.moments) {
      String id = moment.customerId();
      if (id != null) {
        pseudonyms.all(id).forEach(ref -> byRef.put(ref, id));
      }
    }
    Map<String, Long> until = new HashMap<>();
    if (!byRef.isEmpty()) {
      handle
          .createQuery("SELECT ref, erased_at FROM erased WHERE ref IN (<refs>)")
          .bindList("refs", List.copyOf(byRef.keySet()))
          .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
          .forEach(
              entry -> {
                String id = byRef.get(entry.getKey());
                if (id != null) {
                  until.merge(id, entry.getValue(), Math::max);
                }
              });
    }
    return new ErasedCustomers(until);
  }

  boolean covers(ObjectNode journey) {
    Long erased = until.get(Fields.text(journey, "customer_id"));
    return erased != null && Fields.time(journey, "updated_at") <= erased;
  }

  boolean covers(Moment moment) {
    Long erased = moment.customerId() == null ? null : until.get(moment.customerId());
    return erased != null && moment.causedAt() <= erased;
  }

  /** Takes those out of an alert's samples who may be there from before their erasure. */
  void leaveOutOf(ObjectNode alert) {
    if (alert.path("samples") instanceof ArrayNode samples) {
      long from = Fields.time(alert, "first_at");
      samples.removeIf(
          customer -> {
            Long erased = until.get(customer.asText());
            return erased != null && from <= erased;
          });
    }
  }
}
