package io.waymark.console.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class H2StoreTest extends StoreContract {
  @TempDir private Path folder;

  @Override
  DatabaseAddress address() {
    // A second opening by one process would be refused, which a kill of another never is.
    return new DatabaseAddress(
        "jdbc:h2:file:" + folder.resolve("console") + ";WRITE_DELAY=0", null, null);
  }
}
