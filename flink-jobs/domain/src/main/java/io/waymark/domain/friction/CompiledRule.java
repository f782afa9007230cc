package io.waymark.domain.friction;

import io.waymark.domain.journey.CustomerJourney;
import io.waymark.domain.journey.DerivedEvent;
import io.waymark.domain.journey.Meaning;
import io.waymark.domain.pattern.Fire;
import io.waymark.domain.pattern.Matcher;
import io.waymark.domain.pattern.Offer;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Segment;
import io.waymark.domain.rule.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule with its matcher and the name under which state knows it. */
final class CompiledRule {
  /** Times kept per clause when a fire can lie before the newest event. */
  private static final int HISTORY = 64;

  private final Rule rule;
  private final int perIndex;
  private final int index;
  private final Matcher matcher;
  private final long key;
  private final int shape;
  private final Superseded superseded;
  private final long overFrom;
  private final boolean cue;

  /** The other forms of the rule, for other segments. */
  private List<CompiledRule> otherForms = List.of();

  /** Of all versions, those with the same instances, in all their forms. */
  private List<CompiledRule> versions = List.of();

  private final int segment;
  private final List<Meaning> meanings;

  /** Whether evaluating it has thrown. */
  private boolean failed;

  /**
   * @param index its place among the rules of the engine
   * @param perIndex the same for rules with the same {@code per}, from 0 on
   * @param superseded from when on newer versions take over
   * @param segment the place of the segment whose rule it is; that after the last for the others
   * @param cue whether it is no rule but part of the journey model, and does nothing but mean
   *     something
   * @param meanings what its fires mean for the journey
   */
  CompiledRule(
      Rule rule,
      int index,
      int perIndex,
      Superseded superseded,
      int segment,
      boolean cue,
      List<Meaning> meanings) {
    this.rule = rule;
    this.cue = cue;
    this.segment = segment;
    this.meanings = meanings;
    this.perIndex = perIndex;
    this.index = index;
    this.matcher = Matcher.of(rule.when());
    this.key = Fingerprint.of(name());
    this.shape =
        (int) Fingerprint.of(rule.per() + " " + rule.onlyIf().size() + " " + matcher.layout())
            & 0xFFFF;
    this.superseded = superseded;
    this.overFrom = overFrom();
  }

  private long overFrom() {
    long afterlife = Afterlife.of(rule);
    return afterlife == Afterlife.FOREVER || superseded.from() > Long.MAX_VALUE - afterlife
        ? Long.MAX_VALUE
        : superseded.from() + afterlife;
  }

  Rule rule() {
    return rule;
  }

  /** What tells it from every other rule and form of one. */
  String name() {
    return rule.id() + "@" + rule.version() + ofSegment();
  }

  /** Its place among the rules of the engine, from 0 on; means nothing outside of memory. */
  int index() {
    return index;
  }

  private String ofSegment() {
    return segment == rule.segments().size() ? "" : "#" + segment;
  }

  /**
   * Whether it is the rule for this customer: no segment before its own holds, and its own does.
   */
  boolean isFor(Offer offer) {
    List<Segment> segments = rule.segments();
    for (int i = 0; i < segments.size(); i++) {
      if (offer.holds(segments.get(i).where())) {
        return i == segment;
      }
    }
    return segment == segments.size();
  }

  /** The other forms of the rule, for other segments. */
  List<CompiledRule> otherForms() {
    return otherForms;
  }

  /** Makes them known to each other. */
  static void join(List<CompiledRule> forms) {
    for (CompiledRule form : forms) {
      form.otherForms = forms.stream().filter(other -> other != form).toList();
    }
  }

  /**
   * Of the versions of the rule those with the same instances, this one too, in all their forms;
   * one list for all of them, since there may be a thousand.
   */
  List<CompiledRule> versions() {
    return versions;
  }

  /** Makes the versions of a rule that have the same instances known to each other. */
  static void joinVersions(List<CompiledRule> versions) {
    for (CompiledRule version : versions) {
      version.versions = versions;
    }
  }

  /** Whether it is the same version of the same rule, if perhaps for another segment. */
  boolean isSameVersion(CompiledRule other) {
    return rule.version() == other.rule.version();
  }

  /** Whether it is no rule but part of the journey model. */
  boolean isCue() {
    return cue;
  }

  /** Whether it is about one event, whatever there was before. */
  boolean isSingleEvent() {
    return rule.when() instanceof Pattern.OnEvent;
  }

  /** What its fires mean for the journey. */
  List<Meaning> meanings() {
    return meanings;
  }

  /** Whether it is the cue of a stage that the journey has come to, or further. */
  boolean isPassed(CustomerJourney journey) {
    return cue && meanings.get(0) instanceof Meaning.Enters enters && journey.hasPassed(enters);
  }

  Matcher matcher() {
    return matcher;
  }

  /** Hash of id and version: names the rule in stored state. */
  long key() {
    return key;
  }

  /**
   * 16 bits that differ where the stored state of the rule has another layout, as after an edit
   * that did not raise its version.
   */
  int shape() {
    return shape;
  }

  List<String> per() {
    return rule.per();
  }

  /** Tells different {@code per} of the engine's rules apart, from 0 on. */
  int perIndex() {
    return perIndex;
  }

  boolean takes(long time) {
    return time >= rule.effectiveFrom();
  }

  /** Whether evaluating it has thrown, so that it is asked nothing more. */
  boolean hasFailed() {
    return failed;
  }

  /** Evaluating it, or another form of it, has thrown. */
  void fail() {
    failed = true;
  }

  boolean opens(long time) {
    return time < superseded.from();
  }

  /**
   * Whether nothing can be open of it any more that an event of this time could concern, unless it
   * was put in force after the version that has taken over from it.
   */
  boolean isOver(long time) {
    return time > overFrom;
  }

  /** Whether what it has begun may still go on. */
  boolean finishes(long time) {
    return time < superseded.endsFrom();
  }

  /** From when on newer versions take over. */
  Superseded superseded() {
    return superseded;
  }

  /**
   * The last time at which an event may resolve or retract the fire, or be held back by it; {@link
   * Long#MIN_VALUE} if none can.
   *
   * @param last whether it is the instance's last one
   */
  long usefulUntil(Fire fire, boolean last) {
    if (rule.cooldown() > 0 && last && matcher.firesInThePast()) {
      return Long.MAX_VALUE;
    }
    boolean changeable = !fire.isResolved() && !rule.resolve().isEmpty() || matcher.isRetractable();
    return Math.max(
        changeable ? fire.occurredAt() + rule.resolveWithin() : Long.MIN_VALUE,
        rule.cooldown() > 0 ? fire.occurredAt() + rule.cooldown() - 1 : Long.MIN_VALUE);
  }

  SeenTimes newSeenTimes() {
    return new SeenTimes(matcher.firesInThePast() ? HISTORY : 1);
  }

  /**
   * The parts that events of a type can play; {@code null} asks for types that no selector names.
   */
  Parts partsOf(@Nullable String type) {
    List<Selector> asked = rule.onlyIf().stream().map(Condition::of).toList();
    return new Parts(
        this,
        named(rule.resolve(), type),
        named(rule.unless(), type),
        named(matcher.closing(), type),
        named(matcher.opening(), type),
        named(asked, type),
        matcher.beginning().stream()
            .filter(selector -> names(selector, type))
            .map(s -> isDerived(type) ? s : withoutTypes(s))
            .toList(),
        touchpoints(Stream.concat(matcher.opening().stream(), asked.stream()), type));
  }

  /** All touchpoints that those naming the type ask for; null if one does not care where. */
  private static @Nullable Set<String> touchpoints(
      Stream<Selector> selectors, @Nullable String type) {
    Set<String> touchpoints = new HashSet<>();
    for (Selector selector : selectors.filter(s -> names(s, type)).toList()) {
      if (selector.touchpoints().isEmpty()) {
        return null;
      }
      touchpoints.addAll(selector.touchpoints());
    }
    return touchpoints;
  }

  List<Selector> selectors() {
    return Stream.of(
            rule.resolve(),
            rule.unless(),
            matcher.closing(),
            matcher.opening(),
            rule.onlyIf().stream().map(Condition::of).toList())
        .flatMap(List::stream)
        .toList();
  }

  private static boolean named(List<Selector> selectors, @Nullable String type) {
    return selectors.stream().anyMatch(selector -> names(selector, type));
  }

  private static boolean names(Selector selector, @Nullable String type) {
    return selector.anyType() ? !isDerived(type) : type != null && selector.types().contains(type);
  }

  private static boolean isDerived(@Nullable String type) {
    return type != null && DerivedEvent.TYPES.contains(type);
  }

  private static Selector withoutTypes(Selector s) {
    return new Selector(Set.of(), s.channels(), s.touchpoints(), s.where());
  }

  /**
   * Which parts of a rule events of one type can play at all.
   *
   * @param beginning what an event of the type has to match, one of them, to begin an instance
   * @param beginsAt the only touchpoints at which they open, count or are remembered; null for all
   */
  record Parts(
      CompiledRule rule,
      boolean resolves,
      boolean cancels,
      boolean closes,
      boolean opens,
      boolean seen,
      List<Selector> beginning,
      @Nullable Set<String> beginsAt) {
    /** The same for events at a touchpoint, of which nobody has to ask for it again. */
    Parts at(String touchpoint) {
      List<Selector> there =
          beginning.stream()
              .filter(s -> s.touchpoints().isEmpty() || s.touchpoints().contains(touchpoint))
              .map(s -> new Selector(s.types(), s.channels(), Set.of(), s.where()))
              .toList();
      return new Parts(rule, resolves, cancels, closes, opens, seen, there, beginsAt);
    }

    boolean ends() {
      return resolves || cancels || closes;
    }

    boolean begins() {
      return opens || seen;
    }

    boolean any() {
      return ends() || begins();
    }
  }
}
