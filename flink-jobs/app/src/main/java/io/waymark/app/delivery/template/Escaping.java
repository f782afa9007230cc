package io.waymark.app.delivery.template;

import java.util.Locale;

/** What a value becomes, so that it stays a value where it is put. */
public enum Escaping {
  /** Within the quotes of a JSON string, also of one that ends up in a page's script. */
  JSON {
    @Override
    String escape(String value) {
      StringBuilder out = new StringBuilder(value.length() + 16);
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        boolean plain =
            c >= ' ' && c < 0x7F
                ? "\"\\<>&'".indexOf(c) < 0
                : c > 0x9F && c != 0x2028 && c != 0x2029;
        if (plain) {
          out.append(c);
        } else {
          out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
      }
      return out.toString();
    }
  },
  /** Slack's mrkdwn: nobody is called, and no link looks like another. */
  SLACK {
    @Override
    String escape(String value) {
      return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
  },
  /** Plain text. */
  NONE {
    @Override
    String escape(String value) {
      return value;
    }
  };

  abstract String escape(String value);
}
