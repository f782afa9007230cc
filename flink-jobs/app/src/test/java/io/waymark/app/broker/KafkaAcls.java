package io.waymark.app.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * What {@code infra/kafka-acls.sh} asks for: the script is run, with a program in the place of
 * Kafka's own that says what it was called with.
 */
public final class KafkaAcls {
  private static final Path SCRIPT = Path.of("../../infra/kafka-acls.sh").toAbsolutePath();

  private KafkaAcls() {}

  /** All of it, for an installation with this prefix. */
  public static List<AclBinding> of(Path folder, String prefix) throws Exception {
    Path program = folder.resolve("kafka-acls.sh");
    Files.writeString(program, "#!/bin/sh\nprintf '%s\\t' \"$@\"\nprintf '\\n'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder script =
        new ProcessBuilder(
                "bash",
                SCRIPT.toString(),
                "--bootstrap-server",
                "broker:9093",
                "--command-config",
                "admin.properties")
            .redirectErrorStream(true);
    script.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
    script.environment().put("WAYMARK_TOPIC_PREFIX", prefix);
    Process running = script.start();
    String said = read(running);
    assertThat(running.waitFor()).as(said).isZero();

    List<AclBinding> bindings = new ArrayList<>();
    said.lines().forEach(call -> bindings.addAll(bindings(List.of(call.strip().split("\t")))));
    return bindings;
  }

  private static String read(Process running) throws IOException {
    return new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static List<AclBinding> bindings(List<String> call) {
    assertThat(call)
        .startsWith(
            "--bootstrap-server", "broker:9093", "--command-config", "admin.properties", "--add");
    String principal = "";
    AclOperation operation = AclOperation.UNKNOWN;
    PatternType pattern = PatternType.LITERAL;
    List<ResourcePattern> resources = new ArrayList<>();
    for (int i = 5; i < call.size(); i += 2) {
      String value = call.get(i + 1);
      switch (call.get(i)) {
        case "--allow-principal" -> principal = value;
        case "--operation" -> operation = SecurityUtils.operation(value);
        case "--resource-pattern-type" ->
            pattern = PatternType.fromString(value.toUpperCase(Locale.ROOT));
        case "--topic" -> resources.add(resource(ResourceType.TOPIC, value));
        case "--group" -> resources.add(resource(ResourceType.GROUP, value));
        case "--transactional-id" -> resources.add(resource(ResourceType.TRANSACTIONAL_ID, value));
        default -> throw new AssertionError("kafka-acls.sh has no option " + call.get(i));
      }
    }
    assertThat(operation).as("%s", call).isNotIn(AclOperation.UNKNOWN, AclOperation.ANY);
    List<AclBinding> bindings = new ArrayList<>();
    for (ResourcePattern resource : resources) {
      bindings.add(
          new AclBinding(
              new ResourcePattern(resource.resourceType(), resource.name(), pattern),
              new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
    }
    assertThat(bindings).as("%s", call).isNotEmpty();
    return bindings;
  }

  private static ResourcePattern resource(ResourceType type, String name) {
    return new ResourcePattern(type, name, PatternType.LITERAL);
  }
}
