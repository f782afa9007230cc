package io.waymark.app.format.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.JsonTree;
import io.waymark.pipeline.wire.UndecodableException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose contact it is. A number or address that a person can be reached at never becomes an id in
 * clear.
 *
 * @param id null while unknown
 * @param anonymousId what the contact's earlier events were filed under
 */
record ContactCustomer(@Nullable String id, String anonymousId) {
  private static final String ANONYMOUS = "connect:";

  /** A phone number, international or national, or a mail address. */
  private static final Pattern REACHABLE =
      Pattern.compile("\\+[0-9 ()./-]{6,}|00?[1-9][0-9 ()./-]{7,12}|.*@.*", Pattern.DOTALL);

  private static final String[] PLACES = {
    "attributes", "segmentAttributes", "tags", "contactDetails"
  };
  private static final int HASH_BYTES = 16;

  static ContactCustomer of(Contact contact) throws UndecodableException {
    String given = contact.text("customerId");
    String id = given != null ? given : attribute(contact, "customer_id", "customerId");
    if (id != null && isReachable(id)) {
      return new ContactCustomer(null, ANONYMOUS + hash(contact, id));
    }
    return new ContactCustomer(id, anonymousId(contact));
  }

  /** Names the customer, or stands in for the name. */
  EventDraft nameIn(EventDraft draft) {
    return draft.customer(id).anonymous(id == null ? anonymousId : null);
  }

  /** What a flow has noted on the contact under one of the names; null if nothing. */
  static @Nullable String attribute(Contact contact, String... names) {
    for (String place : PLACES) {
      for (String name : names) {
        JsonNode value = AnyCase.at(contact.detail(), place, name);
        String text = JsonTree.text(value.isObject() ? AnyCase.at(value, "valueString") : value);
        if (text != null) {
          return text;
        }
      }
    }
    return null;
  }

  private static String anonymousId(Contact contact) throws UndecodableException {
    String noted = attribute(contact, "anonymous_id", "anonymousId");
    if (noted != null && !isReachable(noted)) {
      return noted;
    }
    String address = contact.text("customerEndpoint", "address");
    return ANONYMOUS + (address == null ? contact.chain() : hash(contact, address));
  }

  private static boolean isReachable(String id) {
    return REACHABLE.matcher(id).matches();
  }

  /** The same for all contacts of an instance, and for no other instance's. */
  private static String hash(Contact contact, String address) {
    String instance = contact.text("instanceArn");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest((instance + "\n" + address).getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
