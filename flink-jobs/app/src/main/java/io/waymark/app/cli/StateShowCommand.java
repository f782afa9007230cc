package io.waymark.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.job.JobSettings;
import io.waymark.app.run.CannotRun;
import io.waymark.app.savepoint.SavedCustomer;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code waymark state show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes what a canonical savepoint keeps of one customer, as JSON: by operator and state.",
      "Topics and salt of the installation say under which pseudonym devices and erasures are kept."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written",
      "1:nothing is kept of this customer",
      "2:wrong usage, or a configuration that won't do",
      "3:there is no savepoint that this release can read"
    })
final class StateShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ChosenSavepoint savepoint = new ChosenSavepoint();

  @Option(
      names = "--customer",
      required = true,
      paramLabel = "ID",
      description = "The customer; of a device anon: and the anonymous id.")
  private String customer = "";

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    String pseudonym = pseudonym(place.settings());
    try {
      ObjectNode kept = new SavedCustomer(savepoint.open(), customer, pseudonym).read();
      PrintWriter out = spec.commandLine().getOut();
      out.println(kept.toPrettyString());
      out.flush();
      return kept.isEmpty() ? ExitCode.FINDINGS : ExitCode.OK;
    } catch (CannotRun e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }

  private String pseudonym(JobSettings settings) {
    try {
      return settings.journeys().erasures().salt().pseudonyms().of(customer);
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }
}
