package io.waymark.app.savepoint;

import io.waymark.app.job.Job;
import io.waymark.app.run.ClusterAddress;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;

/**
 * The steps of an upgrade as a shell script, each with its command: stop with a savepoint, check,
 * restore, verify, roll back.
 *
 * @param running the job to be replaced
 * @param savepoints where its savepoint goes, in a place that old and new cluster reach
 */
public record UpgradePlan(
    Job job, JobID running, ClusterAddress cluster, Path config, String savepoints) {

  /** The script. */
  public String script() {
    return """
        #!/usr/bin/env bash
        # Upgrade of job %1$s (%2$s) on %3$s. OLD is the launcher of the release that runs: keep it until you are sure.
        set -euo pipefail
        OLD=${OLD:-./waymark}
        NEW=${NEW:-./waymark}

        # 1. Stop: a canonical savepoint, then the end. Without drain, which would push time to its end: every deadline would fire.
        request=$(curl -fsS -X POST '%3$s/jobs/%2$s/stop' -H 'Content-Type: application/json' \\
          -d '{"targetDirectory": "%5$s", "drain": false, "formatType": "CANONICAL"}' | sed -n 's/.*"request-id":"\\([^"]*\\)".*/\\1/p')
        answer=IN_PROGRESS
        while [[ $answer == *IN_PROGRESS* ]]; do
          sleep 1
          answer=$(curl -fsS '%3$s/jobs/%2$s/savepoints/'"$request" || echo IN_PROGRESS)
        done
        savepoint=$(sed -n 's/.*"location":"\\([^"]*\\)".*/\\1/p' <<<"$answer")
        [ -n "$savepoint" ] || { echo "there is no savepoint, and the job runs on: $answer" >&2; exit 1; }
        echo "savepoint $savepoint"

        # 2. Check that the new release takes over all of it. If not, it says what, and nothing has been started.
        "$NEW" upgrade plan %1$s --config '%4$s' --savepoint "$savepoint" || {
          echo "to go on as before: $OLD run %1$s --config '%4$s' --target %3$s --from $savepoint" >&2
          exit 1
        }
        "$NEW" state stats --savepoint "$savepoint"

        # 3. Restore: the new release goes on from the savepoint, which is left as it is.
        job=$("$NEW" run %1$s --config '%4$s' --target %3$s --from "$savepoint")

        # 4. Verify: it was restored from there, and has completed a checkpoint of its own since.
        for second in {1..300}; do
          if curl -fsS '%3$s/jobs/'"$job"'/checkpoints' | grep -q '"latest":{"completed":{'; then break; fi
          [ "$second" -lt 300 ] || { echo "no checkpoint in five minutes: see %3$s/#/job/$job; 5 is the way back" >&2; exit 1; }
          sleep 1
        done
        curl -fsS '%3$s/jobs/'"$job"'/checkpoints' | grep -o '"restored":{[^}]*}'
        curl -fsS '%3$s/jobs/'"$job" | grep -o '"state":"[A-Z]*"' | head -1

        # 5. Roll back, if what you see is not what you expect: the old release from the savepoint of step 1. What it sends
        #    again has the ids it had, and is recognised by them.
        # curl -fsS -X PATCH '%3$s/jobs/'"$job"'?mode=cancel'
        # "$OLD" run %1$s --config '%4$s' --target %3$s --from "$savepoint"
        """
        .formatted(job.title(), running, cluster, config, savepoints);
  }
}
