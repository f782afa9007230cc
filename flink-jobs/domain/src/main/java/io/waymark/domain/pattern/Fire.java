package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.rule.Severity;
import java.util.List;

/**
 * An emitted fire of one instance, kept as long as it can be resolved, retracted or held against a
 * further one.
 */
public final class Fire {
  private static final Severity[] SEVERITIES = Severity.values();

  private final String signalId;
  private final long occurredAt;
  private final Moment last;
  private List<Evidence> evidence;
  private Severity severity;
  private Severity highest;
  private boolean resolved;

  public Fire(
      String signalId, long occurredAt, Moment last, List<Evidence> evidence, Severity severity) {
    this.signalId = signalId;
    this.occurredAt = occurredAt;
    this.last = last;
    this.evidence = evidence;
    this.severity = severity;
    this.highest = severity;
  }

  public String signalId() {
    return signalId;
  }

  public long occurredAt() {
    return occurredAt;
  }

  /** The last event of the match. */
  public Moment last() {
    return last;
  }

  public List<Evidence> evidence() {
    return evidence;
  }

  /** Gives up the evidence to save space; answers whether there was any. */
  public boolean forgetEvidence() {
    boolean any = !evidence.isEmpty();
    evidence = List.of();
    return any;
  }

  /** The severity last emitted for it. */
  public Severity severity() {
    return severity;
  }

  /** The highest severity emitted for it, and since. */
  public Severity highest() {
    return highest;
  }

  public boolean isResolved() {
    return resolved;
  }

  public void resolve() {
    resolved = true;
  }

  public void escalate(Severity to) {
    severity = to;
    noteEmitted(to);
  }

  /** Something of this severity was emitted since, be it for another fire. */
  public void noteEmitted(Severity other) {
    highest = other.compareTo(highest) > 0 ? other : highest;
  }

  public void write(StateWriter out) {
    out.raw(signalId);
    out.time(occurredAt);
    last.write(out);
    out.evidence(evidence);
    out.byteValue(severity.ordinal() | highest.ordinal() << 3 | (resolved ? 1 << 6 : 0));
  }

  public static Fire read(StateReader in) {
    Fire fire = new Fire(in.raw(), in.time(), Moment.read(in), in.evidenceList(), Severity.INFO);
    int packed = in.byteValue();
    fire.severity = SEVERITIES[packed & 7];
    fire.highest = SEVERITIES[packed >> 3 & 7];
    fire.resolved = (packed & 1 << 6) != 0;
    return fire;
  }
}
