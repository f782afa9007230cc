package io.waymark.console.web;

import java.util.BitSet;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that keeps a stream open, and notes which alerts it was told of. */
final class StreamListener implements Flow.Subscriber<String> {
  private static final Pattern ALERT = Pattern.compile("\"alert_id\":\"a-(\\d+)\"");

  private final BitSet told = new BitSet();
  private String event = "";
  private int missed;
  private Flow.Subscription subscription;

  @Override
  public synchronized void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public synchronized void onNext(String line) {
    if (line.startsWith("event: ")) {
      event = line.substring("event: ".length());
      missed += event.equals("refresh") ? 1 : 0;
    } else if (line.startsWith("data: ") && event.equals("alert")) {
      Matcher id = ALERT.matcher(line);
      if (id.find()) {
        told.set(Integer.parseInt(id.group(1)));
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    // Closed by either side.
  }

  @Override
  public void onComplete() {
    // As above.
  }

  /** How many different alerts it was told of. */
  synchronized int told() {
    return told.cardinality();
  }

  /** How often it was told to load anew. */
  synchronized int missed() {
    return missed;
  }

  synchronized void leave() {
    subscription.cancel();
  }
}
