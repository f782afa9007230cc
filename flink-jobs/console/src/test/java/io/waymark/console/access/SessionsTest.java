package io.waymark.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long somebody is logged in, and how often. */
final class SessionsTest {
  private long now = 1_790_000_000_000L;
  private final InstantSource wall = () -> Instant.ofEpochMilli(now);
  private final Sessions sessions = new Sessions(wall, Duration.ofMinutes(15), 200, 20);
  private final User nok = new User("nok", Role.OPERATOR);

  @Test
  void lookingDoesNotMakeItLastAndActingDoes() {
    Session looking = sessions.begin(nok);
    Session acting = sessions.begin(nok);
    for (int minute = 1; minute < 15; minute++) {
      now += 60_000;
      assertThat(sessions.look(looking.id())).contains(looking);
      sessions.acted(acting);
    }
    now += 60_000;
    assertThat(sessions.look(looking.id())).isEmpty();
    assertThat(sessions.look(acting.id())).contains(acting);
  }

  @Test
  void afterTwelveHoursItEndsWhateverSomebodyDoes() {
    Session session = sessions.begin(nok);
    for (int minute = 1; minute < 12 * 60; minute++) {
      now += 60_000;
      assertThat(sessions.look(session.id())).isPresent();
      sessions.acted(session);
    }
    now += 60_000;
    assertThat(sessions.look(session.id())).isEmpty();
    sessions.acted(session);
    assertThat(sessions.look(session.id())).isEmpty();
  }

  @Test
  void whoBeginsTooManyEndsTheirOwnQuietestAndNobodyElses() {
    Session ann = sessions.begin(new User("ann", Role.ADMIN));
    List<Session> mine = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      now++;
      mine.add(sessions.begin(nok));
    }
    now++;
    sessions.acted(mine.get(0));
    sessions.begin(nok);
    assertThat(sessions.look(mine.get(0).id())).isPresent();
    assertThat(sessions.look(mine.get(1).id())).isEmpty();
    for (int i = 0; i < 100; i++) {
      now++;
      sessions.begin(nok);
    }
    assertThat(sessions.look(ann.id())).contains(ann);
    assertThat(mine).noneMatch(one -> sessions.look(one.id()).isPresent());
  }

  @Test
  void howeverManyLogInThereIsAnEndToWhatIsHeld() {
    List<Session> begun = new ArrayList<>();
    for (int i = 0; i < 201; i++) {
      begun.add(sessions.begin(new User("u" + i, Role.VIEWER)));
      now += i == 0 ? 1 : 0;
    }
    assertThat(sessions.look(begun.get(0).id())).isEmpty();
    assertThat(begun.stream().filter(one -> sessions.look(one.id()).isPresent())).hasSize(200);
  }
}
