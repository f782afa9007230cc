package io.waymark.app.delivery.template;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.DefaultMustacheVisitor;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheVisitor;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.reflect.MapObjectHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Mustache without what reads files, calls methods or leaves values as they are. */
final class EscapingFactory extends DefaultMustacheFactory {
  private final Escaping escaping;
  private final List<String> names = new ArrayList<>();
  private boolean inside;

  EscapingFactory(Escaping escaping) {
    this.escaping = escaping;
    setObjectHandler(new MapObjectHandler());
  }

  /** Names outside of any section. */
  List<String> names() {
    return names;
  }

  @Override
  public void encode(String value, Writer writer) {
    try {
      writer.write(escaping.escape(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public MustacheVisitor createMustacheVisitor() {
    // The first one reads the template itself, the others what is in its sections.
    boolean section = inside;
    inside = true;
    return new Visitor(section);
  }

  private final class Visitor extends DefaultMustacheVisitor {
    private final boolean section;

    Visitor(boolean section) {
      super(EscapingFactory.this);
      this.section = section;
    }

    @Override
    public void value(TemplateContext at, String name, boolean encoded) {
      if (!encoded) {
        throw new MustacheException("{{{" + name + "}}} and {{&" + name + "}} are refused", at);
      }
      note(name);
      super.value(at, name, true);
    }

    @Override
    public void iterable(TemplateContext at, String name, Mustache within) {
      note(name);
      super.iterable(at, name, within);
    }

    @Override
    public void notIterable(TemplateContext at, String name, Mustache within) {
      note(name);
      super.notIterable(at, name, within);
    }

    @Override
    public void partial(TemplateContext at, String name, String indent) {
      throw new MustacheException("other templates cannot be included", at);
    }

    @Override
    public void dynamicPartial(TemplateContext at, String name, String indent) {
      throw new MustacheException("other templates cannot be included", at);
    }

    @Override
    public void extend(TemplateContext at, String name, Mustache within) {
      throw new MustacheException("other templates cannot be extended", at);
    }

    @Override
    public void pragma(TemplateContext at, String pragma, String arguments) {
      throw new MustacheException("there are no pragmas", at);
    }

    private void note(String name) {
      if (!section) {
        names.add(name);
      }
    }
  }
}
