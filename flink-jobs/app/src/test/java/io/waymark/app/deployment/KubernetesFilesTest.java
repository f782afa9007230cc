package io.waymark.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Kubernetes and Flink's operator are given is what they take, and all of it fits together.
 */
class KubernetesFilesTest {
  private static final Path KUBERNETES = Rendered.INFRA.resolve("kubernetes");

  @Test
  void whatNobodyKnowsIsRefused() {
    JsonNode policy = Rendered.documents(KUBERNETES.resolve("base/network-policies.yaml")).get(0);
    ((ObjectNode) policy.get("spec")).put("policyType", "Egress");
    assertThat(Schemas.problems(policy)).singleElement().asString().contains("policyType");

    JsonNode job =
        KustomizationsTest.over(
            Rendered.documents(KUBERNETES.resolve("base/flink-deployment.yaml")).get(0),
            Rendered.documents(KUBERNETES.resolve("base/journey.yaml")).get(0));
    ((ObjectNode) job.get("spec")).put("flinkVersion", "v9_9");
    ((ObjectNode) job.at("/spec/job")).put("upgrade", "savepoint");
    ((ObjectNode) job.at("/spec/podTemplate/spec/containers/0")).put("readOnly", true);
    assertThat(Schemas.problems(job))
        .hasSize(3)
        .anyMatch(problem -> problem.contains("flinkVersion"))
        .anyMatch(problem -> problem.contains("upgrade"))
        .anyMatch(problem -> problem.contains("readOnly"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-node", "production"})
  void kustomizeMakesWhatKubernetesAndTheOperatorTake(String overlay) {
    Set<String> names = new TreeSet<>();
    for (JsonNode resource : Rendered.overlay(overlay)) {
      String name = resource.get("kind").asText() + " " + resource.at("/metadata/name").asText();
      assertThat(Schemas.problems(resource)).as(name).isEmpty();
      assertThat(names.add(name)).as(name).isTrue();
      if (!name.startsWith("Namespace ")) {
        assertThat(resource.at("/metadata/namespace").asText()).as(name).isEqualTo("waymark");
      }
    }
    for (Job job : Job.values()) {
      assertThat(names).contains("FlinkDeployment waymark-" + job.title());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-node", "production"})
  void whatPodsNeedIsThere(String overlay) throws IOException {
    List<JsonNode> resources = Rendered.overlay(overlay);
    String readme = Files.readString(Rendered.INFRA.resolve("README.md"));
    for (Workload workload : Workload.of(resources)) {
      String name = workload.resource();
      List<String> volumes = new ArrayList<>();
      for (JsonNode volume : workload.pod().path("volumes")) {
        volumes.add(volume.get("name").asText());
        if (volume.has("configMap")) {
          Rendered.one(resources, "ConfigMap", volume.at("/configMap/name").asText());
        }
        if (volume.has("persistentVolumeClaim")) {
          Rendered.one(
              resources,
              "PersistentVolumeClaim",
              volume.at("/persistentVolumeClaim/claimName").asText());
        }
        if (volume.has("secret")) {
          assertThat(saysHowToMake(readme, volume.at("/secret/secretName").asText()))
              .as(name)
              .isTrue();
        }
      }
      workload
          .containers()
          .flatMap(container -> container.path("volumeMounts").valueStream())
          .map(mount -> mount.get("name").asText())
          .forEach(volume -> assertThat(volumes).as(name).contains(volume));
      JsonNode account = workload.pod().path("serviceAccountName");
      if (!account.isMissingNode()) {
        Rendered.one(resources, "ServiceAccount", account.asText());
      }
    }
  }

  /** By a command of its own, or one that is repeated for several jobs. */
  private static boolean saysHowToMake(String readme, String secret) {
    String job = secret.replace("waymark-", "");
    return readme.contains("create secret generic " + secret + " ")
        || (readme.contains("create secret generic waymark-$job ")
            && Pattern.compile("(?m)^for job in .*\\b" + job + "\\b.*; do$")
                .matcher(readme)
                .find());
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-node", "production"})
  void noPodHasMoreRightsThanAPlainProcess(String overlay) {
    for (Workload workload : Workload.of(Rendered.overlay(overlay))) {
      JsonNode pod = workload.pod();
      String name = workload.resource();
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as(name).isTrue();
      assertThat(pod.at("/securityContext/runAsUser").asInt()).as(name).isGreaterThan(999);
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .as(name)
          .isEqualTo("RuntimeDefault");
      assertThat(workload.containers()).as(name).isNotEmpty();
      workload
          .containers()
          .forEach(
              container -> {
                JsonNode rights = container.get("securityContext");
                assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true))
                    .as(name)
                    .isFalse();
                assertThat(rights.at("/capabilities/drop/0").asText()).as(name).isEqualTo("ALL");
                assertThat(rights.path("readOnlyRootFilesystem").asBoolean())
                    .as(name)
                    .isEqualTo(!name.equals("kafka"));
              });
    }
  }

  @Test
  void someOfEachJobStayWhileMachinesAreEmptied() {
    List<JsonNode> resources = Rendered.overlay("production");
    List<Workload> workloads = Workload.of(resources);
    List<JsonNode> budgets =
        resources.stream()
            .filter(resource -> resource.get("kind").asText().equals("PodDisruptionBudget"))
            .toList();
    for (JsonNode budget : budgets) {
      List<Workload> kept =
          workloads.stream()
              .filter(workload -> workload.isFoundBy(budget.at("/spec/selector")))
              .toList();
      assertThat(kept).as("%s", budget.at("/metadata/name")).hasSize(1);
      assertThat(kept.get(0).pods()).isGreaterThan(budget.at("/spec/minAvailable").asInt());
    }
    assertThat(budgets).hasSize(2 * Job.values().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-node", "production"})
  void nobodyTalksToAnybodyButWhereItIsSaid(String overlay) {
    List<JsonNode> resources = Rendered.overlay(overlay);
    List<Workload> workloads = Workload.of(resources);
    List<String> toTheWorld = new ArrayList<>();
    boolean nobody = false;
    for (JsonNode policy : resources) {
      if (!policy.get("kind").asText().equals("NetworkPolicy")) {
        continue;
      }
      String name = policy.at("/metadata/name").asText();
      JsonNode spec = policy.get("spec");
      nobody |=
          spec.get("podSelector").isEmpty()
              && spec.get("policyTypes").size() == 2
              && !spec.has("ingress")
              && !spec.has("egress");
      List<Workload> meant =
          workloads.stream()
              .filter(workload -> workload.isFoundBy(spec.get("podSelector")))
              .toList();
      assertThat(meant).as(name).isNotEmpty();
      boolean open =
          spec.path("egress")
              .valueStream()
              .anyMatch(
                  rule ->
                      !rule.has("to")
                          || rule.get("to")
                              .valueStream()
                              .anyMatch(to -> to.at("/ipBlock/cidr").asText().endsWith("/0")));
      if (open) {
        meant.forEach(workload -> toTheWorld.add(workload.resource()));
      }
    }
    assertThat(nobody).isTrue();
    assertThat(toTheWorld)
        .contains("waymark-delivery jobmanager", "waymark-delivery taskmanager")
        .allMatch(name -> name.startsWith("waymark-delivery ") || name.equals("waymark-console"));
  }

  @Test
  void theOperatorIsToldTheFlinkThatJobsAreBuiltFor() throws IOException {
    String flink = EnvironmentInformation.getVersion();
    String[] parts = flink.split("\\.");
    JsonNode common = Rendered.documents(KUBERNETES.resolve("base/flink-deployment.yaml")).get(0);

    assertThat(common.at("/spec/flinkVersion").asText()).isEqualTo("v" + parts[0] + "_" + parts[1]);
    assertThat(Files.readString(Rendered.INFRA.resolve("Dockerfile")))
        .contains("FLINK_IMAGE=flink:" + flink + "-java17\n");
    assertThat(Files.readString(Rendered.INFRA.resolve("compose.yaml")))
        .contains("image: flink:" + flink + "-java17\n");
  }
}
