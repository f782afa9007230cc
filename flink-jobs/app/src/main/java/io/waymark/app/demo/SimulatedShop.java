package io.waymark.app.demo;

import io.waymark.app.simulate.Incidents;
import io.waymark.app.simulate.Simulation;
import java.time.Duration;

/** The simulated shop and its contact centre, open since two hours; it never closes. */
final class SimulatedShop implements Shop {
  /** Enough for carts and checkouts to have been left in it. */
  static final Duration HISTORY = Duration.ofHours(2);

  private static final long SEED = 20_260_101;

  private final Simulation simulation;

  SimulatedShop(long opening) {
    this.simulation =
        new Simulation(SEED, opening - HISTORY.toMillis(), opening, Incidents.after(opening));
  }

  @Override
  public void until(long time, Outlet out) {
    simulation.until(time, out::event);
  }

  @Override
  public boolean isOver() {
    return false;
  }

  @Override
  public void close() {}
}
