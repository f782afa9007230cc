package io.waymark.app.format;

import io.waymark.app.format.cloudevents.CloudEventsFormat;
import io.waymark.app.format.connect.AmazonConnectFormat;
import io.waymark.app.format.ga4.Ga4Format;
import io.waymark.app.format.segment.SegmentFormat;
import io.waymark.app.format.snowplow.SnowplowFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The formats there are, by their names. */
public enum NamedFormat implements Format {
  /** Waymark's own, Avro and JSON. */
  WAYMARK(WaymarkFormat::new),
  /** Segment's messages and RudderStack's. */
  SEGMENT(bounded(SegmentFormat::new)),
  /** Rows as Snowplow's enricher puts them on its stream. */
  SNOWPLOW(bounded(SnowplowFormat::new)),
  /** Rows of Google Analytics 4's export, and payloads of its Measurement Protocol. */
  GA4(bounded(Ga4Format::new)),
  /** CloudEvents 1.0. */
  CLOUDEVENTS(bounded(CloudEventsFormat::new)),
  /** Contact events of Amazon Connect. */
  AMAZON_CONNECT(bounded(AmazonConnectFormat::new));

  private final IntFunction<RecordFormat> reader;

  NamedFormat(IntFunction<RecordFormat> reader) {
    this.reader = reader;
  }

  static Optional<Format> find(String name) {
    return Arrays.stream(values())
        .filter(format -> format.title().equals(name))
        .map(Format.class::cast)
        .findFirst();
  }

  /** All names, for people, and how a mapping is named. */
  static Stream<String> names() {
    return Stream.concat(
        Arrays.stream(values()).map(NamedFormat::title), Stream.of(MappingFormat.PREFIX + "FILE"));
  }

  /** How people call it. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public RecordFormat open(int maxBytes) {
    return reader.apply(maxBytes);
  }

  private static IntFunction<RecordFormat> bounded(Supplier<RecordFormat> reader) {
    return maxBytes -> new BoundedFormat(reader.get(), maxBytes);
  }
}
