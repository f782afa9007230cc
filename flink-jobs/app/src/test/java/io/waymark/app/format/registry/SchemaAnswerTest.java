package io.waymark.app.format.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Responses of registries, as Apicurio Registry 2.6.13 and 3.0.9 sent them. */
class SchemaAnswerTest {
  private static final String SCHEMA =
      "\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Click\\\",\\\"fields\\\":["
          + "{\\\"name\\\":\\\"event_id\\\",\\\"type\\\":\\\"string\\\"}]}\"";

  @Test
  void aSchemaIsKnown() throws Exception {
    assertThat(said(200, "{" + SCHEMA + ",\"references\":[]}"))
        .isInstanceOf(SchemaAnswer.Known.class);
    assertThat(said(200, "{" + SCHEMA + ",\"schemaType\":\"AVRO\",\"references\":[]}"))
        .isInstanceOf(SchemaAnswer.Known.class);
    assertThat(said(200, "{" + SCHEMA + "}")).isInstanceOf(SchemaAnswer.Known.class);
  }

  @Test
  void anIdThatTheRegistryDoesNotHaveIsRefused() throws Exception {
    assertThat(
            refusal(
                404,
                "{\"error_code\":40403,"
                    + "\"message\":\"No content with id/hash 'contentId-999' was found.\"}"))
        .isEqualTo("unknown_schema: the registry has no schema 7");
    assertThat(
            refusal(
                404, "{\"message\":\"No content with ID '999' was found.\",\"error_code\":40403}"))
        .isEqualTo("unknown_schema: the registry has no schema 7");
  }

  @Test
  void aWrongPathSaysNothingOfTheId() {
    assertUnanswered(
        404,
        "{\"detail\":\"NotFoundException: RESTEASY003210: Could not find resource for full path\","
            + "\"error_code\":404,\"message\":\"RESTEASY003210\",\"name\":\"NotFoundException\"}");
    assertUnanswered(404, "{\"title\":\"RESTEASY003210\",\"status\":404}");
    assertUnanswered(404, "<html>not here</html>");
  }

  @Test
  void neitherDoesAnythingElse() {
    assertUnanswered(200, "<html>please log in</html>");
    assertUnanswered(200, "{}");
    assertUnanswered(200, "");
    assertUnanswered(401, "{\"error_code\":40101,\"message\":\"who are you\"}");
    assertUnanswered(500, "{\"error_code\":50001,\"message\":\"Error in the backend\"}");
    assertUnanswered(500, "{" + SCHEMA + "}");
  }

  @Test
  void aSchemaThatCannotBeReadIsRefused() throws Exception {
    assertThat(refusal(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}"))
        .isEqualTo("undecodable: schema 7 is PROTOBUF, not AVRO");
    assertThat(refusal(200, "{" + SCHEMA + ",\"references\":[{\"name\":\"a\"}]}"))
        .isEqualTo("undecodable: schema 7 refers to others");
    assertThat(refusal(200, "{\"schema\":\"nonsense\"}"))
        .startsWith("undecodable: schema 7: no Avro schema");
  }

  private static void assertUnanswered(int status, String body) {
    assertThatThrownBy(() -> said(status, body))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("status " + status);
  }

  private static String refusal(int status, String body) throws IOException {
    var why = ((SchemaAnswer.Refused) said(status, body)).why();
    return why.reason().code() + ": " + why.detail();
  }

  private static SchemaAnswer said(int status, String body) throws IOException {
    return SchemaAnswer.of(7, status, body.getBytes(UTF_8));
  }
}
