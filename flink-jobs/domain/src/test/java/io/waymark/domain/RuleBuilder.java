package io.waymark.domain;

import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule of a story being written, with the defaults of the rule language. */
public final class RuleBuilder {
  private final String id;
  private int version = 1;
  private Severity severity = Severity.MEDIUM;
  private Mode mode = Mode.LIVE;
  private long effectiveFrom = Long.MIN_VALUE;
  private List<String> per = List.of();
  private @Nullable Pattern when;
  private List<Selector> unless = List.of();
  private @Nullable List<Selector> resolve;
  private long resolveWithin = Rule.DEFAULT_RESOLVE_WITHIN;
  private final List<Condition> onlyIf = new ArrayList<>();
  private long cooldown;
  private OnChange onChange = OnChange.FINISH;

  RuleBuilder(String id) {
    this.id = id;
  }

  public RuleBuilder when(Pattern pattern) {
    this.when = pattern;
    return this;
  }

  public RuleBuilder when(PatternBuilder pattern) {
    return when(pattern.pattern(severity));
  }

  /** To be set before {@link #when}, since the levels of a wait take it as their default. */
  public RuleBuilder severity(Severity severity) {
    this.severity = severity;
    return this;
  }

  public RuleBuilder version(int version) {
    this.version = version;
    return this;
  }

  public RuleBuilder mode(Mode mode) {
    this.mode = mode;
    return this;
  }

  public RuleBuilder effectiveFrom(String time) {
    this.effectiveFrom = StoryTime.time(time);
    return this;
  }

  public RuleBuilder per(String... names) {
    this.per = List.of(names);
    return this;
  }

  public RuleBuilder unless(Selector... selectors) {
    this.unless = List.of(selectors);
    return this;
  }

  public RuleBuilder unless(String... types) {
    return unless(Stories.selectors(types));
  }

  /** Replaces the default; without arguments: never. */
  public RuleBuilder resolve(Selector... selectors) {
    this.resolve = List.of(selectors);
    return this;
  }

  public RuleBuilder resolve(String... types) {
    return resolve(Stories.selectors(types));
  }

  public RuleBuilder resolveNever() {
    this.resolve = List.of();
    return this;
  }

  public RuleBuilder resolveWithin(String span) {
    this.resolveWithin = StoryTime.span(span);
    return this;
  }

  public RuleBuilder onlyIfSeen(String type, String within) {
    onlyIf.add(new Condition(true, Selector.of(type), StoryTime.span(within)));
    return this;
  }

  public RuleBuilder onlyIfNotSeen(String type, String within) {
    onlyIf.add(new Condition(false, Selector.of(type), StoryTime.span(within)));
    return this;
  }

  public RuleBuilder cooldown(String span) {
    this.cooldown = StoryTime.span(span);
    return this;
  }

  public RuleBuilder onChange(OnChange onChange) {
    this.onChange = onChange;
    return this;
  }

  public Rule build() {
    if (when == null) {
      throw new IllegalStateException("rule " + id + " has no pattern");
    }
    return new Rule(
        id,
        version,
        id,
        null,
        Kind.FRICTION,
        severity,
        null,
        List.of(),
        mode,
        effectiveFrom,
        per,
        when,
        unless,
        resolve == null ? defaultResolve(when) : resolve,
        resolveWithin,
        List.copyOf(onlyIf),
        cooldown,
        null,
        null,
        List.of(),
        onChange);
  }

  private List<Selector> defaultResolve(Pattern pattern) {
    List<Selector> resolving = new ArrayList<>(unless);
    if (pattern instanceof Pattern.Absence absence) {
      resolving.add(absence.of());
    } else if (pattern instanceof Pattern.Wait wait) {
      resolving.add(wait.end());
    }
    return resolving;
  }
}
