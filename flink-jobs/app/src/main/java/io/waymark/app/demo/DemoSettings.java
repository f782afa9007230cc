package io.waymark.app.demo;

import io.waymark.app.backtest.EventFile;
import io.waymark.catalogue.Catalogue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a demo is to show.
 *
 * @param catalogue rules without errors
 * @param events a log to replay; null for the simulated shop
 * @param speed shop seconds per second, at least 1; null for 1, or for a log so that it takes three
 *     minutes
 * @param length when to end; null for when it is stopped
 */
public record DemoSettings(
    Catalogue catalogue,
    @Nullable EventFile events,
    @Nullable Double speed,
    @Nullable Duration length) {}
