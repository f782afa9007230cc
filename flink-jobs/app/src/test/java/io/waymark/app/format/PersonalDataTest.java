package io.waymark.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "first_name",
        "last_name",
        "full_name",
        "given_name",
        "family_name",
        "surname",
        "email",
        "e_mail",
        "mail",
        "phone",
        "mobile",
        "msisdn",
        "line_id",
        "address",
        "street",
        "zip",
        "postcode",
        "postal_code",
        "ip",
        "ip_address",
        "date_of_birth",
        "birthday",
        "national_id",
        "passport",
        "iban",
        "card_number",
        "username",
        "password",
        "recipient"
      })
  void whatTellsWhoSomebodyIsIsPersonal(String name) {
    assertThat(PersonalData.isNamed(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "firstName",
        "FirstName",
        "first-name",
        "First Name",
        "FIRST_NAME",
        "firstname",
        "lastName",
        "postalCode",
        "dateOfBirth",
        "ipAddress",
        "IPAddress",
        "eMail",
        "cardNumber"
      })
  void howItsWordsAreJoinedDoesNotMatter(String name) {
    assertThat(PersonalData.isNamed(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customerFirstName",
        "billing_address",
        "shipping.address",
        "client_ip",
        "userEmail",
        "sha256_email_address",
        "Phone_Number",
        "home_phone_2",
        "address1",
        "addressLine2",
        "ipv6"
      })
  void whatStandsBeforeItAndItsNumberDoNotMatter(String name) {
    assertThat(PersonalData.isNamed(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "item_name",
        "campaign_name",
        "page_name",
        "promotion_name",
        "file_name",
        "order_line_id",
        "mobile_app",
        "item_id",
        "vip",
        "tip",
        "flat",
        "hotel",
        "salon",
        "plan",
        "birthday_mmdd",
        "email_hash",
        "ip_hash",
        "",
        "_",
        "7"
      })
  void namesOfThingsAndSaltedHashesAreNot(String name) {
    assertThat(PersonalData.isNamed(name)).isFalse();
  }

  @Test
  void noAttributeOfTheVocabularyIsPersonal() throws IOException {
    String file = "/io/waymark/app/simulate/vocabulary.txt";
    try (InputStream in = PersonalDataTest.class.getResourceAsStream(file)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(
              text.lines()
                  .filter(line -> !line.startsWith("#"))
                  .flatMap(line -> Stream.of(line.split(" ")).skip(1))
                  .map(attribute -> attribute.replace("*", "").split(":")[0]))
          .isNotEmpty()
          .noneMatch(PersonalData::isNamed);
    }
  }
}
