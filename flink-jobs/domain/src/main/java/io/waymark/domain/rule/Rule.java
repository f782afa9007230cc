package io.waymark.domain.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as its author wrote it, defaults filled in and checked: what to notice, when not to, and
 * what follows.
 *
 * @param id kebab-case, unique in a catalogue
 * @param version raised by a change of meaning
 * @param stage journey stage it belongs to
 * @param effectiveFrom events before this time (epoch milliseconds) take no part; {@link
 *     Long#MIN_VALUE} for all
 * @param per names whose values tell instances apart within a customer, see {@link
 *     io.waymark.domain.event.Event#named}
 * @param unless events that cancel what is pending
 * @param resolve events that end an emitted fire; the default of the rule language is already
 *     filled in
 * @param resolveWithin milliseconds after the fire in which it can be resolved or retracted
 * @param cooldown milliseconds; 0 for none
 * @param segments what it is for some customers; the first that holds counts
 * @param onChange what becomes, where this version takes effect, of what older ones have open
 */
public record Rule(
    String id,
    int version,
    String title,
    @Nullable String description,
    Kind kind,
    Severity severity,
    @Nullable String stage,
    List<String> tags,
    Mode mode,
    long effectiveFrom,
    List<String> per,
    Pattern when,
    List<Selector> unless,
    List<Selector> resolve,
    long resolveWithin,
    List<Condition> onlyIf,
    long cooldown,
    @Nullable Alerting alert,
    @Nullable Intervention intervene,
    List<Segment> segments,
    OnChange onChange) {

  /** The default of {@code resolve_within}. */
  public static final long DEFAULT_RESOLVE_WITHIN = 24 * 60 * 60 * 1000L;

  /** A rule that is the same for all customers, and lets older versions finish. */
  public Rule(
      String id,
      int version,
      String title,
      @Nullable String description,
      Kind kind,
      Severity severity,
      @Nullable String stage,
      List<String> tags,
      Mode mode,
      long effectiveFrom,
      List<String> per,
      Pattern when,
      List<Selector> unless,
      List<Selector> resolve,
      long resolveWithin,
      List<Condition> onlyIf,
      long cooldown,
      @Nullable Alerting alert,
      @Nullable Intervention intervene) {
    this(
        id,
        version,
        title,
        description,
        kind,
        severity,
        stage,
        tags,
        mode,
        effectiveFrom,
        per,
        when,
        unless,
        resolve,
        resolveWithin,
        onlyIf,
        cooldown,
        alert,
        intervene,
        List.of(),
        OnChange.FINISH);
  }

  /** The same in another mode. */
  public Rule withMode(Mode other) {
    return with(severity, other, effectiveFrom, when, cooldown);
  }

  /** The same from another time on; epoch milliseconds. */
  public Rule withEffectiveFrom(long other) {
    return with(severity, mode, other, when, cooldown);
  }

  /** What it is for the customers of a segment. */
  public Rule of(Segment segment) {
    return with(segment.severity(), mode, effectiveFrom, segment.when(), segment.cooldown());
  }

  private Rule with(Severity severity, Mode mode, long effectiveFrom, Pattern when, long cooldown) {
    return new Rule(
        id,
        version,
        title,
        description,
        kind,
        severity,
        stage,
        tags,
        mode,
        effectiveFrom,
        per,
        when,
        unless,
        resolve,
        resolveWithin,
        onlyIf,
        cooldown,
        alert,
        intervene,
        segments,
        onChange);
  }
}
