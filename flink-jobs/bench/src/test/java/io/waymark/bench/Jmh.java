package io.waymark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The hot parts, each alone. */
@Command(
    name = "jmh",
    description = {
      "One hot part at a time, by JMH, whose arguments these are: a part of a benchmark's name and",
      "-p PARAMETER=VALUE, -f FORKS, -i ITERATIONS, -prof gc, -l to list, -rff FILE -rf json."
    })
final class Jmh implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
