package io.waymark.app.delivery.config;

import io.waymark.catalogue.Fields;
import io.waymark.catalogue.Problems;
import io.waymark.catalogue.Values;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code headers:}. */
final class HeaderReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E]*");

  /** They are the client's own business, or that of the kind. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "content-type",
          "transfer-encoding",
          "connection",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "idempotency-key");

  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key");

  private final Problems problems;
  private final Values values;

  HeaderReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
  }

  Map<String, Setting> read(@Nullable Node node) {
    Map<String, Setting> headers = new LinkedHashMap<>();
    if (node == null) {
      return headers;
    }
    Fields fields = Fields.ofAnyNames(node, "headers", problems);
    for (String name : fields.keys()) {
      Node value = Objects.requireNonNull(fields.get(name));
      Setting setting = Setting.of(values.text(value, "headers: " + name));
      String lower = name.toLowerCase(Locale.ROOT);
      if (!NAME.matcher(name).matches()) {
        problems.error(value, "headers: \"" + name + "\" is no name of a header");
      } else if (OURS.contains(lower) || lower.startsWith("webhook-")) {
        problems.error(value, "headers: " + name + " cannot be set");
      } else if (SECRET.contains(lower) && setting.secret().isEmpty()) {
        problems.error(value, "headers: " + name + ": expected " + Secret.EXPECTED);
      } else if (!VALUE.matcher(setting.text()).matches()) {
        problems.error(value, "headers: " + name + ": expected printable ASCII");
      }
      headers.put(lower, setting);
    }
    return headers;
  }
}
