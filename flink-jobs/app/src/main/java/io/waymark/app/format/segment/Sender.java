package io.waymark.app.format.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.JsonTree;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a message was made, as far as it tells. */
enum Sender {
  BROWSER("web"),
  APP("app"),
  SERVER(null);

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z]+");
  private static final Set<String> BROWSERS = Set.of("browser", "javascript", "js", "web");
  private static final Set<String> APPS =
      Set.of(
          "android", "flutter", "ios", "kotlin", "mobile", "native", "swift", "unity", "xamarin");

  private final @Nullable String channel;

  Sender(@Nullable String channel) {
    this.channel = channel;
  }

  /** Told by the library's name, else by the device, else by the channel that RudderStack names. */
  static Sender of(JsonNode message) {
    JsonNode context = message.path("context");
    return Stream.of(
            JsonTree.text(context.path("library"), "name"),
            JsonTree.text(context.path("device"), "type"),
            JsonTree.text(message, "channel"))
        .map(Sender::named)
        .filter(sender -> sender != SERVER)
        .findFirst()
        .orElse(SERVER);
  }

  private static Sender named(@Nullable String name) {
    if (name == null) {
      return SERVER;
    }
    List<String> words = List.of(BETWEEN_WORDS.split(name.toLowerCase(Locale.ROOT)));
    if (words.stream().anyMatch(APPS::contains)) {
      return APP;
    }
    return words.stream().anyMatch(BROWSERS::contains) ? BROWSER : SERVER;
  }

  /** Null if it does not tell: a server's events happened anywhere. */
  @Nullable String channel() {
    return channel;
  }
}
