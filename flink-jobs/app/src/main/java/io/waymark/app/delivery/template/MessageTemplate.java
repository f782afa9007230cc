package io.waymark.app.delivery.template;

import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;

/**
 * A Mustache template. Values cannot ask for anything: they are escaped wherever they stand, and
 * not read as templates. Serves many threads.
 */
public final class MessageTemplate {
  private final Mustache mustache;

  private MessageTemplate(Mustache mustache) {
    this.mustache = mustache;
  }

  /**
   * Understands a template.
   *
   * @param subjects what it will be filled with
   * @throws InvalidTemplate with the reason, if it does not
   */
  public static MessageTemplate parse(String text, Escaping escaping, Set<Subject> subjects)
      throws InvalidTemplate {
    try {
      var factory = new EscapingFactory(escaping);
      var template = new MessageTemplate(factory.compile(new StringReader(text), "template"));
      Samples.check(template, factory.names(), escaping, subjects);
      return template;
    } catch (MustacheException e) {
      throw new InvalidTemplate(String.valueOf(e.getMessage()));
    }
  }

  /** Fills in values: maps, lists, texts, numbers, booleans. What has none is left empty. */
  public String fill(Map<String, ?> values) {
    StringWriter out = new StringWriter();
    mustache.execute(out, values);
    return out.toString();
  }
}
