package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.HandOver;
import io.waymark.domain.friction.Verdict;
import io.waymark.domain.identity.Device;
import io.waymark.domain.identity.IdentityEvents;
import org.jspecify.annotations.Nullable;

/**
 * A device: what belongs to a customer is sent on to them, the rest evaluated here. Of what is not
 * anonymous it gets copies only, to learn from them whose it is.
 */
final class DeviceSubject implements Subject {
  private final String key;
  private final Device device;
  private boolean erased;

  DeviceSubject(FrictionEngine engine, String key, byte @Nullable [] stored) {
    this.key = key;
    this.device = Device.read(engine, key.substring(Event.ANONYMOUS.length()), stored);
  }

  @Override
  public void take(Due next, Evaluation.Results results) {
    Envelope envelope = next.envelope();
    Event event = next.event();
    if (IdentityEvents.isErase(event)) {
      erase(event, envelope, results);
    } else if (envelope.anonymous()) {
      takeIn(event, envelope, results);
    } else {
      learn(event, envelope, results);
    }
  }

  /** A customer who is erased takes along what is theirs; who asks under the device's id, all. */
  private void erase(Event event, Envelope envelope, Evaluation.Results results) {
    String customer = event.customerId();
    if (customer != null) {
      erased = device.erase(event, results);
      results.erased(customer, event.time(), 1);
      return;
    }
    Verdict verdict = device.accept(event, results);
    results.verdict(envelope, verdict);
    if (verdict != Verdict.DUPLICATE) {
      erased = true;
      results.erased(key, event.time(), 1);
    }
  }

  @Override
  public boolean isErased() {
    return erased;
  }

  private void takeIn(Event event, Envelope envelope, Evaluation.Results results) {
    String owner = device.ownerOf(event);
    if (owner == null) {
      results.verdict(envelope, device.accept(event, results));
    } else if (Device.isErased(owner)) {
      results.keptOut(envelope, Screening.Reason.ERASED);
    } else {
      results.send(envelope.to(owner, envelope.flags() & ~Envelope.ANONYMOUS));
    }
    if (IdentityEvents.isLogout(event)) {
      learn(event, envelope, results);
    }
  }

  private void learn(Event event, Envelope envelope, Evaluation.Results results) {
    Device.Login login = device.take(event, results);
    HandOver handOver = login.handOver();
    if (handOver != null && event.customerId() != null) {
      results.send(Envelope.of(handOver, event.customerId(), envelope.origin()));
    }
    switch (login.change()) {
      case QUARANTINED -> results.count(IdentityMetrics.Kind.QUARANTINED);
      case REFUSED -> results.count(IdentityMetrics.Kind.REFUSED);
      case NONE -> {}
    }
  }

  @Override
  public void advance(long time, Evaluation.Results results) {
    device.advance(time, results);
  }

  @Override
  public long wakeAt() {
    return device.wakeAt();
  }

  @Override
  public long lastTime() {
    return device.lastTime();
  }

  @Override
  public int openInstances() {
    return device.openInstances();
  }

  @Override
  public byte @Nullable [] write(Evaluation.Results results) {
    return device.write(results);
  }
}
