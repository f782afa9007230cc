package io.waymark.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** What a run tells of itself at its REST interface. */
public record RunRest(LocalRun run) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How often the job has failed. */
  public int failures() throws CannotRun, IOException {
    return get("/exceptions").at("/exceptionHistory/entries").size();
  }

  long completedCheckpoints() throws CannotRun, IOException {
    return get("/checkpoints").at("/counts/completed").asLong();
  }

  long failedCheckpoints() throws CannotRun, IOException {
    return get("/checkpoints").at("/counts/failed").asLong();
  }

  private JsonNode get(String what) throws CannotRun, IOException {
    try (InputStream in = run.web().resolve("/jobs/" + run.id() + what).toURL().openStream()) {
      return JSON.readTree(in);
    }
  }
}
