package io.waymark.pipeline.journey;

import io.waymark.domain.friction.FrictionEngine;
import org.jspecify.annotations.Nullable;

/** Whose journeys an operator keeps. */
enum Subjects {
  /** Customers, by their id. */
  CUSTOMERS {
    @Override
    Subject read(FrictionEngine engine, String key, byte @Nullable [] stored) {
      return new CustomerSubject(engine, key, stored);
    }
  },
  /** Devices, by {@code anon:} and the anonymous id. */
  DEVICES {
    @Override
    Subject read(FrictionEngine engine, String key, byte @Nullable [] stored) {
      return new DeviceSubject(engine, key, stored);
    }
  };

  /**
   * The one of a key.
   *
   * @param stored null for one never seen, or forgotten
   */
  abstract Subject read(FrictionEngine engine, String key, byte @Nullable [] stored);
}
