package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Message;
import io.waymark.domain.delivery.Reply;
import java.util.concurrent.CompletionStage;

/** Sends messages without waiting for the answer. Serves many threads. */
public interface Sender extends AutoCloseable {

  /**
   * Makes one attempt. Whatever goes wrong on the way is told by the reply, which comes in bounded
   * time. For bugs the stage fails, or this throws; then the message is dead.
   *
   * @param destination the name of a configured one
   */
  CompletionStage<Reply> send(String destination, Message message);

  @Override
  void close();
}
