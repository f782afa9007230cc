package io.waymark.app.delivery;

import io.waymark.app.delivery.config.DestinationConfig;
import io.waymark.app.delivery.config.DestinationLoader;
import io.waymark.app.delivery.config.InvalidDestinations;
import io.waymark.domain.delivery.Destination;
import io.waymark.pipeline.delivery.Sender;
import io.waymark.pipeline.delivery.Senders;
import java.util.List;

/**
 * Destinations as a file has them. The file travels with the job, its secrets do not: they are read
 * where a sender is opened.
 */
public final class HttpSenders implements Senders {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final String text;

  /**
   * @param source name of the file in problems
   * @param text YAML
   */
  public HttpSenders(String source, String text) throws InvalidDestinations {
    DestinationLoader.load(source, text);
    this.source = source;
    this.text = text;
  }

  @Override
  public List<Destination> destinations() {
    return configs().stream().map(DestinationConfig::destination).toList();
  }

  /**
   * A new one.
   *
   * @throws IllegalStateException if a secret is missing or will not do; the message names all
   */
  @Override
  public Sender open() {
    return HttpSender.open(configs());
  }

  private List<DestinationConfig> configs() {
    try {
      return DestinationLoader.load(source, text);
    } catch (InvalidDestinations e) {
      throw new IllegalStateException("they have loaded before", e);
    }
  }
}
