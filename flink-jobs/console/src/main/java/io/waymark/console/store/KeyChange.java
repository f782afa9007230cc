package io.waymark.console.store;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Another key in the place of one: customers get the pseudonyms that it makes. Those of the erased
 * stay, since nobody knows whose they are, and are looked for under the keys before.
 */
final class KeyChange {
  private static final int AT_ONCE = 1000;

  private final Handle handle;

  KeyChange(Handle handle) {
    this.handle = handle;
  }

  void to(MasterKey key) {
    Pseudonyms pseudonyms = Pseudonyms.under(key);
    String last = "";
    while (true) {
      List<String> ids =
          handle
              .createQuery(
                  "SELECT customer_id FROM customers WHERE customer_id > :last"
                      + " ORDER BY customer_id LIMIT "
                      + AT_ONCE)
              .bind("last", last)
              .mapTo(String.class)
              .list();
      if (ids.isEmpty()) {
        return;
      }
      try (PreparedBatch batch =
          handle.prepareBatch("UPDATE customers SET ref = ? WHERE customer_id = ?")) {
        ids.forEach(id -> batch.add(pseudonyms.of(id), id));
        batch.execute();
      }
      last = ids.get(ids.size() - 1);
    }
  }
}
