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
  private final @Nullable Rule like;
  private String id;
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
    this.like = null;
  }

  private RuleBuilder(Rule rule) {
    like = rule;
    id = rule.id();
    version = rule.version();
    severity = rule.severity();
    mode = rule.mode();
    effectiveFrom = rule.effectiveFrom();
    per = rule.per();
    when = rule.when();
    unless = rule.unless();
    resolve = rule.resolve();
    resolveWithin = rule.resolveWithin();
    onlyIf.addAll(rule.onlyIf());
    cooldown = rule.cooldown();
    onChange = rule.onChange();
  }

  /** To begin with what another one is. */
  public static RuleBuilder like(Rule rule) {
    return new RuleBuilder(rule);
  }

  public RuleBuilder id(String id) {
    this.id = id;
    return this;
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

  public RuleBuilder effectiveFrom(long time) {
    this.effectiveFrom = time;
    return this;
  }

  public RuleBuilder per(String... names) {
    return per(List.of(names));
  }

  public RuleBuilder per(List<String> names) {
    this.per = names;
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
    return resolve(List.of(selectors));
  }

  public RuleBuilder resolve(List<Selector> selectors) {
    this.resolve = selectors;
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
    return resolveWithin(StoryTime.span(span));
  }

  public RuleBuilder resolveWithin(long millis) {
    this.resolveWithin = millis;
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

  /** Whatever else has been seen. */
  public RuleBuilder always() {
    onlyIf.clear();
    return this;
  }

  public RuleBuilder cooldown(String span) {
    return cooldown(StoryTime.span(span));
  }

  public RuleBuilder cooldown(long millis) {
    this.cooldown = millis;
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
        like == null ? null : like.description(),
        like == null ? Kind.FRICTION : like.kind(),
        severity,
        like == null ? null : like.stage(),
        like == null ? List.of() : like.tags(),
        mode,
        effectiveFrom,
        per,
        when,
        unless,
        resolve == null ? defaultResolve(when) : resolve,
        resolveWithin,
        List.copyOf(onlyIf),
        cooldown,
        like == null ? null : like.alert(),
        like == null ? null : like.intervene(),
        like == null ? List.of() : like.segments(),
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
