package io.waymark.app.format.segment;

import static java.util.Map.entry;

import io.waymark.app.format.EventDraft;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that one of Segment's semantic specs defines (Ecommerce v2 with the names of v1, Live
 * Chat, Email, Mobile, B2B SaaS), and what it is called here.
 */
record SemanticEvent(String type, Mapping mapping) {

  /** Gives properties the names they have here; what it leaves keeps its own. */
  interface Mapping {
    void map(Properties in, EventDraft out);
  }

  private static final Mapping PLAIN = (in, out) -> {};

  /** By their names in snake_case. */
  static final Map<String, SemanticEvent> EVENTS =
      Map.ofEntries(
          // Browsing
          as("products_searched", "search", Commerce::search),
          as("product_list_viewed", "view_item_list", Commerce::list),
          as("viewed_product_category", "view_item_list", Commerce::list),
          as("product_list_filtered", "product_list_filtered", Commerce::list),
          as("promotion_viewed", "view_promotion", Commerce::promotion),
          as("viewed_promotion", "view_promotion", Commerce::promotion),
          as("promotion_clicked", "select_promotion", Commerce::promotion),
          as("clicked_promotion", "select_promotion", Commerce::promotion),
          // Ordering
          as("product_clicked", "select_item", Commerce::product),
          as("clicked_product", "select_item", Commerce::product),
          as("product_viewed", "view_item", Commerce::product),
          as("viewed_product", "view_item", Commerce::product),
          as("product_added", "add_to_cart", Commerce::cartItem),
          as("added_product", "add_to_cart", Commerce::cartItem),
          as("wishlist_product_added_to_cart", "add_to_cart", Commerce::cartItem),
          as("product_removed", "remove_from_cart", Commerce::cartItem),
          as("removed_product", "remove_from_cart", Commerce::cartItem),
          as("cart_viewed", "view_cart", Commerce::checkout),
          as("checkout_started", "begin_checkout", Commerce::checkout),
          as("checkout_step_viewed", "checkout_step_viewed", Commerce::step),
          as("checkout_step_completed", "checkout_step_completed", Commerce::step),
          as("payment_info_entered", "add_payment_info", Commerce::step),
          as("order_completed", "purchase", Commerce::order),
          as("completed_order", "purchase", Commerce::order),
          as("order_updated", "order_updated", Commerce::order),
          as("order_refunded", "refund", Commerce::refund),
          as("order_cancelled", "order_cancelled", Commerce::order),
          // Coupons, wish lists, reviews
          as("coupon_entered", "coupon_entered", Commerce::coupon),
          as("coupon_applied", "coupon_applied", Commerce::coupon),
          as("coupon_denied", "coupon_failed", Commerce::deniedCoupon),
          as("coupon_removed", "coupon_removed", Commerce::coupon),
          as("product_added_to_wishlist", "add_to_wishlist", Commerce::product),
          as("product_removed_from_wishlist", "product_removed_from_wishlist", Commerce::product),
          as("product_shared", "product_shared", Commerce::sharedProduct),
          as("cart_shared", "cart_shared", Commerce::sharedCart),
          as("product_reviewed", "review_posted", Commerce::review),
          // Live chat
          as("live_chat_conversation_started", "contact_started", Conversation::started),
          as("live_chat_conversation_ended", "chat_ended", Conversation::ended),
          as("live_chat_message_sent", "chat_message", Conversation::fromCustomer),
          as("live_chat_message_received", "chat_message", Conversation::fromAgent),
          // E-mail and push
          as("email_delivered", "message_delivered", Sent::email),
          as("email_bounced", "message_bounced", Sent::email),
          as("email_opened", "message_opened", Sent::email),
          as("email_link_clicked", "message_clicked", Sent::emailLink),
          as("email_marked_as_spam", "spam_reported", Sent::email),
          as("unsubscribed", "unsubscribed", Sent::email),
          as("push_notification_received", "message_delivered", Sent::push),
          as("push_notification_tapped", "message_clicked", Sent::push),
          as("push_notification_bounced", "message_bounced", Sent::push),
          // Apps and accounts
          as("application_opened", "app_open", AppUse::opened),
          as("application_backgrounded", "app_background", PLAIN),
          as("application_crashed", "error", AppUse::crashed),
          as("signed_up", "sign_up", PLAIN),
          as("signed_in", "login", PLAIN),
          as("signed_out", "logout", PLAIN),
          as("account_deleted", "account_closed", PLAIN));

  private static Map.Entry<String, SemanticEvent> as(String name, String type, Mapping mapping) {
    return entry(name, new SemanticEvent(type, mapping));
  }

  /** The event of that name, written so; null if no spec defines it. */
  static @Nullable SemanticEvent named(String words) {
    return EVENTS.get(words);
  }
}
