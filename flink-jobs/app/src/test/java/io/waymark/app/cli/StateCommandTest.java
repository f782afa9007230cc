package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On the state of the first release: what it holds is told beside it. */
class StateCommandTest {
  private static final Path RELEASED = Path.of("src/test/resources/released/0.1.0");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @Test
  void statesAreMeasured() {
    assertThat(execute("stats", "--savepoint", RELEASED.resolve("journey").toString())).isZero();

    assertThat(out.toString())
        .containsPattern("journeys +journey +value +[1-9]\\d* +[1-9]\\d* +\\d+ +\\d+ +[\\d.]+")
        .containsPattern("anonymous-journeys +journey +value +1 +1 ")
        .containsPattern("journeys +rules +broadcast +- ");
    assertThat(err.toString()).containsPattern("\\d+ states, [\\d,]+ bytes");
  }

  @Test
  void allThatIsKeptOfACustomerIsShown() throws IOException {
    JsonNode leaver = show("journey", "leaver");

    assertThat(leaver.at("/journeys/journey/rules/0/rule_id").asText())
        .isEqualTo("checkout-abandoned");
    assertThat(leaver.at("/journeys/journey/rules/0/open_instances").asInt()).isEqualTo(1);
    assertThat(leaver.at("/journeys/journey/rules/0/deadline").asText()).endsWith("Z");
    assertThat(leaver.at("/journeys/journey/journey/customer_id").asText()).isEqualTo("leaver");
    assertThat(leaver.toString()).doesNotContain("buyer", "waiter", "counted");
  }

  @Test
  void whatWasOnTheHeapOrStillWaitedIsShownToo() throws IOException {
    assertThat(show("journey", "buyer").at("/journeys/journeys-at-hand/bytes").asInt())
        .isPositive();
    JsonNode waiter = show("journey", "waiter");
    assertThat(waiter.at("/journeys/waiting/0/event_type").asText()).isEqualTo("complaint");
  }

  @Test
  void aDeviceIsShown() throws IOException {
    JsonNode device = show("journey", "anon:device");

    assertThat(device.at("/anonymous-journeys/journey/journey/customer_id").asText())
        .isEqualTo("anon:device");
  }

  @Test
  void statesOfOtherJobsAreShown() throws IOException {
    JsonNode customer = show("intervention", "customer-0");

    assertThat(customer.at("/decide-interventions/interventions").isObject()).isTrue();
    assertThat(customer.toString()).contains("checkout-failed").doesNotContain("customer-1");
  }

  @Test
  void ofSomebodyUnknownNothingIsShown() {
    assertThat(
            execute(
                "show",
                "--savepoint",
                RELEASED.resolve("journey").toString(),
                "--customer",
                "nobody"))
        .isEqualTo(1);
    assertThat(out.toString().strip()).isEqualTo("{ }");
  }

  @Test
  void whatIsNoSavepointIsSaid() throws IOException {
    Files.createFile(folder.resolve("_metadata"));

    assertThat(execute("stats", "--savepoint", folder.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("there is no savepoint that can be read at " + folder);
    assertThat(execute("stats", "--savepoint", folder.resolve("none").toString())).isEqualTo(3);
    assertThat(execute("stats")).isEqualTo(2);
    assertThat(execute()).isEqualTo(2);
  }

  private JsonNode show(String job, String customer) throws IOException {
    out.getBuffer().setLength(0);
    String place = RELEASED.resolve(job).toString();
    assertThat(execute("show", "--savepoint", place, "--customer", customer))
        .as(err.toString())
        .isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  private int execute(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "state";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all);
  }
}
