package io.waymark.pipeline.journey;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.identity.Device;
import org.jspecify.annotations.Nullable;

/** Whose journeys an operator keeps. */
enum Subjects {
  /** Customers, by their id. */
  CUSTOMERS {
    @Override
    Subject read(FrictionEngine engine, String key, byte @Nullable [] stored, Screening screening) {
      return new CustomerSubject(engine, key, stored, screening);
    }

    @Override
    byte @Nullable [] journey(byte @Nullable [] stored) {
      return stored;
    }

    @Override
    boolean isCopy(Envelope envelope) {
      return false;
    }

    @Override
    Erasure.Store store() {
      return Erasure.Store.JOURNEYS;
    }
  },
  /** Devices, by {@code anon:} and the anonymous id. */
  DEVICES {
    @Override
    Subject read(FrictionEngine engine, String key, byte @Nullable [] stored, Screening screening) {
      return new DeviceSubject(engine, key, stored);
    }

    @Override
    byte @Nullable [] journey(byte @Nullable [] stored) {
      return stored == null ? null : Device.journey(stored);
    }

    @Override
    boolean isCopy(Envelope envelope) {
      return !envelope.anonymous();
    }

    @Override
    Erasure.Store store() {
      return Erasure.Store.DEVICES;
    }
  };

  /** What receipts of erasures name. */
  abstract Erasure.Store store();

  /** Whether it is there only to learn from; what becomes of the event is counted elsewhere. */
  abstract boolean isCopy(Envelope envelope);

  /**
   * The one of a key.
   *
   * @param stored null for one never seen, or forgotten
   * @param screening what becomes of test accounts
   */
  abstract Subject read(
      FrictionEngine engine, String key, byte @Nullable [] stored, Screening screening);

  /** The journey in what is stored of one, as the engine wrote it; null if there is none. */
  abstract byte @Nullable [] journey(byte @Nullable [] stored);
}
