package io.waymark.domain.journey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Channels and event types that come up again and again, so that what is stored can say them by a
 * number. The number of a name is its place, for ever: others are only ever added at the end. The
 * most frequent stand in front, where a number takes one byte.
 */
final class KnownNames {
  static final int UNKNOWN = -1;

  private static final List<String> NAMES =
      List.of(
          """
          web app chat call email line sms push store kiosk letter social survey system page_view
          view_item add_to_cart remove_from_cart begin_checkout add_shipping_info add_payment_info
          purchase search view_search_results view_item_list select_item click scroll
          session_start session_end page_exit error form_start form_submit form_error login
          login_failed logout app_open app_background payment_failed payment_attempted view_cart
          content_viewed chat_queued chat_answered chat_ended chat_left call_queued call_answered
          call_ended survey_response delivered order_confirmed order_shipped click_settled pointer
          zoom request web_vital form_field generate_lead sign_up otp_sent otp_ok otp_failed
          password_reset account_locked account_closed activated add_to_wishlist refund
          view_promotion select_promotion cart_emptied total_shown checkout_step_viewed
          checkout_step_completed coupon_applied coupon_failed payment_pending stock_changed
          price_changed application_started application_progressed application_completed
          application_withdrawn quote_viewed booking_held booking_hold_extended booking_ticketed
          booking_cancelled call_left chat_transferred call_transferred chat_hold_started
          call_hold_started chat_hold_ended call_hold_ended contact_started contact_wrapup
          chat_message bot_turn bot_ended callback_requested callback_attempted callback_connected
          callback_cancelled sentiment_scored phrase_matched ticket_created ticket_replied
          ticket_customer_replied ticket_updated ticket_pending ticket_resumed ticket_sla_at_risk
          ticket_sla_breached ticket_resolved ticket_reopened ticket_closed store_checked_in
          store_visited queue_ticket_issued queue_ticket_called queue_ticket_served
          queue_ticket_left queue_ticket_done kiosk_transaction pickup_ready pickup_collected
          order_cancelled delivery_promised delivery_delayed out_for_delivery
          delivery_attempt_failed delivery_rescheduled order_status_viewed order_issue_reported
          replacement_shipped return_requested return_received emergency_requested
          emergency_contacted emergency_closed claim_filed claim_acknowledged claim_updated
          claim_decided travel_disrupted travel_notice_sent rebooking_offered rebooked
          service_appointment_booked service_appointment_started service_appointment_completed
          service_appointment_overrun service_appointment_missed service_appointment_rescheduled
          subscription_started subscription_renewed subscription_charged
          subscription_charge_failed plan_changed subscription_cancel_started
          subscription_cancel_left subscription_cancelled usage_reported tier_changed
          milestone_reached referral_made churn_scored message_sent message_delivered
          message_bounced message_opened message_clicked unsubscribed spam_reported push_disabled
          survey_sent survey_bounced review_posted review_replied mention_posted mention_replied
          feedback_given identify alias profile_updated consent_updated object export erase
          intervention_delivered intervention_engaged intervention_failed incident_opened
          incident_closed queue_state agent_state_changed facility_state calendar_day unlink
          """
              .strip()
              .split("\\s+"));

  private static final Map<String, Integer> NUMBERS = numbers();

  private KnownNames() {}

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      numbers.put(NAMES.get(i), i);
    }
    return numbers;
  }

  /** The number of a name, or {@link #UNKNOWN}. */
  static int number(String name) {
    return NUMBERS.getOrDefault(name, UNKNOWN);
  }

  /**
   * The name of a number.
   *
   * @throws IllegalStateException if it is none of this release
   */
  static String name(int number) {
    if (number >= NAMES.size()) {
      throw new IllegalStateException(
          "this release knows " + NAMES.size() + " names, not " + number);
    }
    return NAMES.get(number);
  }
}
