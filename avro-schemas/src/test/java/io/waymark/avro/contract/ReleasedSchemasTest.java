package io.waymark.avro.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody who reads or writes with a released schema is broken by the current one. */
class ReleasedSchemasTest {

  @ParameterizedTest
  @EnumSource(Subject.class)
  void theNewestReleasedVersionIsTheCurrentSchema(Subject subject) {
    Schema current = plain(subject.current());
    int versions = subject.released().size();
    if (versions == 0 || !subject.released().get(versions - 1).equals(current)) {
      fail(
          """
          The schema of '%s' is not the newest released one. Released versions are never changed: \
          take the change back, or release it by creating
            avro-schemas/src/main/resources%s
          with this content:
          %s
          """,
          subject.id(), Subject.resource(subject.id(), versions + 1), current.toString(true));
    }
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void theCurrentSchemaReadsAndIsReadByEveryReleasedOne(Subject subject) {
    assertThat(subject.released()).isNotEmpty();
    for (int i = 0; i < subject.released().size(); i++) {
      Schema released = subject.released().get(i);
      assertThat(problems(subject.current(), released))
          .as("%s: the current schema must read what version %s wrote", subject.id(), i + 1)
          .isEmpty();
      assertThat(problems(released, subject.current()))
          .as("%s: version %s must read what the current schema writes", subject.id(), i + 1)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void aFingerprintLeadsToItsSchema(Subject subject) {
    assertThat(subject.byFingerprint()).containsKey(subject.fingerprint());
    for (Schema released : subject.released()) {
      assertThat(plain(subject.byFingerprint().get(Subject.fingerprint(released))))
          .isEqualTo(released);
    }
  }

  @Test
  void anIncompatibleChangeWouldBeNoticed() {
    Schema released = Subject.JOURNEY.current();
    Schema required =
        new Schema.Parser()
            .parse(
                released
                    .toString()
                    .replaceFirst(
                        "\"fields\":\\[", "\"fields\":[{\"name\":\"new\",\"type\":\"long\"},"));

    assertThat(problems(required, released)).hasSize(1);
    assertThat(problems(released, required)).isEmpty();
  }

  private static List<SchemaCompatibility.Incompatibility> problems(Schema reader, Schema writer) {
    SchemaCompatibilityResult result =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult();
    return result.getIncompatibilities();
  }

  /** Without the marks that code generation adds. */
  private static Schema plain(Schema schema) {
    return new Schema.Parser()
        .parse(schema.toString().replace(",\"avro.java.string\":\"String\"", ""));
  }
}
