package io.waymark.catalogue.expression;

import io.waymark.domain.journey.Journey;
import io.waymark.domain.journey.JourneyView;
import io.waymark.domain.journey.Overlays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer of whom this is known. */
record Known(Journey journey, @Nullable Overlays overlays, Map<String, @Nullable Object> profile)
    implements JourneyView {}
