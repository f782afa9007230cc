package io.waymark.app.format;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The English names under which senders tell who somebody is. What has such a name is not taken
 * over from any format; only a mapping, whose author names what is taken, is not held to it.
 */
final class PersonalData {
  /** Personal by themselves only: {@code item_name}, {@code order_line_id} are not. */
  private static final Set<String> ALONE =
      names("cell line_id mobile name pan recipient telegram whatsapp");

  /** Personal whatever stands before: {@code customer_first_name}. */
  private static final Set<String> ENDINGS =
      names(
          // Names of persons
          "agent_name billing_name buyer_name card_holder client_name contact_name customer_name"
              + " display_name driver_name employee_name family_name first_name fname forename"
              + " full_name given_name guest_name holder_name last_name legal_name lname login_name"
              + " maiden_name member_name middle_name nickname owner_name passenger_name"
              + " person_name recipient_name sender_name shipping_name surname user_name",
          // Where they are reached
          "cell_number fax fax_number line_user_id mail mobile_no mobile_number msisdn tel"
              + " telegram_id wechat_id whatsapp_number",
          // Where they live and are
          "address address_line coordinates house_number ip ip_v lat latitude lng lon longitude"
              + " post_code postal_code street street_name zip zip_code",
          // Who they are to others
          "birth_date birthday birthdate citizen_id date_of_birth dob driver_license"
              + " driving_licence driving_license id_card id_number identity_card license_plate"
              + " national_id nric passport passport_id passport_no personal_id"
              + " social_security_number ssn tax_id",
          // What they pay and get in with
          "account_number bank_account card_no card_number credit_card cvc cvv iban passcode"
              + " passport_number password");

  private PersonalData() {}

  /**
   * Whether that is the name of personal data in clear, however its words are joined and whatever
   * number is at its end. A salted hash, {@code ..._hash}, is none.
   */
  static boolean isNamed(String name) {
    String words = SnakeCase.of(name);
    if (words.endsWith("_hash")) {
      return false;
    }
    String numberless = words.replaceFirst("_?\\p{N}+$", "");
    String compact = compact(numberless);
    return compact.contains("email")
        || compact.contains("phone")
        || ALONE.contains(compact)
        || endsPersonally(numberless);
  }

  private static boolean endsPersonally(String words) {
    for (int from = 0; ; from = words.indexOf('_', from) + 1) {
      if (ENDINGS.contains(compact(words.substring(from)))) {
        return true;
      }
      if (words.indexOf('_', from) < 0) {
        return false;
      }
    }
  }

  /** Without what joins words: senders write {@code firstname}, too. */
  private static String compact(String words) {
    return words.replace("_", "");
  }

  private static Set<String> names(String... lists) {
    return Arrays.stream(lists)
        .flatMap(list -> Arrays.stream(list.split(" ")))
        .map(PersonalData::compact)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
