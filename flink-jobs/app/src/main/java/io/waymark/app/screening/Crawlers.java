package io.waymark.app.screening;

import io.waymark.domain.event.Event;
import io.waymark.pipeline.journey.Screening;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua_parser.Parser;

/**
 * Known crawlers, by the attribute {@code user_agent}: what the patterns of the ua-parser project
 * call a spider. An event without the attribute, or with a longer one than browsers have, is taken
 * for a customer's. Remembers what it has looked up, since looking up costs some hundred
 * microseconds.
 */
public final class Crawlers implements Screening {
  private static final long serialVersionUID = 1L;

  /** Crawlers, and those who say that they are bots or tests. */
  public static final Screening AND_DECLARED = Screening.DECLARED.or(new Crawlers());

  private static final String SPIDER = "Spider";
  private static final int LONGEST = 1_000;
  private static final int REMEMBERED = 10_000;

  // -- runtime
  private transient @Nullable Parser parser;
  private transient @Nullable Map<String, Boolean> known;

  @Override
  public @Nullable Reason reason(Event event) {
    boolean crawler =
        event.attribute("user_agent") instanceof String agent
            && agent.length() <= LONGEST
            && isCrawler(agent);
    return crawler ? Reason.CRAWLER : null;
  }

  private boolean isCrawler(String agent) {
    Map<String, Boolean> remembered = known;
    if (remembered == null) {
      remembered = new Memory();
      known = remembered;
    }
    Boolean before = remembered.get(agent);
    if (before != null) {
      return before;
    }
    boolean crawler = SPIDER.equals(parser().parseDevice(agent).family);
    remembered.put(agent, crawler);
    return crawler;
  }

  private Parser parser() {
    Parser open = parser;
    if (open == null) {
      open = new Parser();
      parser = open;
    }
    return open;
  }

  /** Those asked for last. */
  private static final class Memory extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1L;

    Memory() {
      super(256, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }
}
