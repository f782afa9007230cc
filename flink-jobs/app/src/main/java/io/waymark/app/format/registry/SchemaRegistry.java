package io.waymark.app.format.registry;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a schema registry, and remembers what it says. It is asked again until it answers, at
 * growing intervals and with a line in the log each minute; that there is no such id it is believed
 * for a minute. Never blocks. An instance serves one thread.
 */
final class SchemaRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistry.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
  private static final Duration BELIEVED_MISSING = Duration.ofMinutes(1);

  private final RegistryAddress address;
  private final Map<Integer, Question> questions = new HashMap<>();
  private @Nullable HttpClient http;

  SchemaRegistry(RegistryAddress address) {
    this.address = address;
  }

  /** What is known of an id; done when the registry has answered. */
  CompletableFuture<SchemaAnswer> schema(int id) {
    Question question = questions.get(id);
    if (question == null || question.isStale()) {
      question = new Question(id, client());
      questions.put(id, question);
      question.ask();
    }
    return question.answer;
  }

  private HttpClient client() {
    if (http == null) {
      http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(address.timeout())
              .build();
    }
    return http;
  }

  /** One id that is asked for until there is an answer, or nobody wants it any more. */
  private final class Question {
    final CompletableFuture<SchemaAnswer> answer = new CompletableFuture<>();
    private final int id;
    private final HttpClient http;
    private final long asked = System.nanoTime();
    private Duration pause = FIRST_PAUSE;
    private long lastLine = Long.MIN_VALUE;
    private volatile long answered;

    Question(int id, HttpClient http) {
      this.id = id;
      this.http = http;
    }

    boolean isStale() {
      return answer.isCancelled()
          || (answer.isDone()
              && answer.join() instanceof SchemaAnswer.Refused
              && System.nanoTime() - answered > BELIEVED_MISSING.toNanos());
    }

    void ask() {
      if (answer.isDone()) {
        return;
      }
      HttpRequest request;
      try {
        HttpRequest.Builder builder =
            HttpRequest.newBuilder(address.schema(id))
                .timeout(address.timeout())
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        address.authorization().ifPresent(it -> builder.header("Authorization", it));
        request = builder.build();
      } catch (IOException | IllegalArgumentException e) {
        later(e);
        return;
      }
      http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).whenComplete(this::told);
    }

    private void told(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
      if (response == null) {
        later(failure);
        return;
      }
      try {
        SchemaAnswer said = SchemaAnswer.of(id, response.statusCode(), response.body());
        answered = System.nanoTime();
        if (lastLine != Long.MIN_VALUE) {
          LOG.info("The schema registry answers again: schema {}", id);
        }
        answer.complete(said);
      } catch (IOException e) {
        later(e);
      }
    }

    /** The registry's own threads take turns here, one after another. */
    private void later(@Nullable Throwable failure) {
      long now = System.nanoTime();
      if (lastLine == Long.MIN_VALUE || now - lastLine > BETWEEN_LINES.toNanos()) {
        lastLine = now;
        LOG.warn(
            "No answer from the schema registry at {} for {} s; records with schema {} wait: {}",
            address.schema(id),
            TimeUnit.NANOSECONDS.toSeconds(now - asked),
            id,
            String.valueOf(failure));
      }
      Executor afterwards =
          CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
      afterwards.execute(this::ask);
    }
  }
}
