package io.waymark.bench.process;

import java.io.IOException;

/** The process that started this one. */
public final class Parent {
  private Parent() {}

  /**
   * From now on this process ends when its parent does, however the parent ended, and when the
   * calling thread fails: threads of Flink would hold it up.
   */
  public static void endWithIt() {
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, failure) -> {
              failure.printStackTrace();
              end();
            });
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(Parent::end));
    Thread pipe = new Thread(Parent::awaitEndOfInput, "parent-pipe");
    pipe.setDaemon(true);
    pipe.start();
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // The parent writes nothing; only the end of the stream has a meaning.
      }
    } catch (IOException e) {
      // A broken pipe is an ended parent.
    }
    end();
  }

  private static void end() {
    // Nobody is left to read a result, and what the job holds is in a folder that nobody keeps.
    Runtime.getRuntime().halt(1);
  }
}
