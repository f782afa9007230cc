package io.waymark.console.page;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page in Chromium against a fake console, in which anything can be made to happen. */
@Timeout(600)
class PageITCase {
  @Test
  void eachViewDoesWhatItIsForAndBreaksNowhere() throws Exception {
    PageChecks.run("test", Map.of());
  }
}
