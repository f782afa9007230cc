package io.waymark.app.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However a partition is replayed, part by part: nothing twice, nothing left out. */
class ReplayedProperties {

  /** A replay that looks at some letters from an offset on and breaks off. */
  record Part(LetterChoice choice, int from, int looksAt) {}

  @Property
  void whatWasReplayedIsKnownAndNothingElse(
      @ForAll("letters") List<FiledLetter> letters, @ForAll("parts") List<Part> parts) {
    Replayed known = new Replayed(0, List.of());
    Set<Long> sent = new TreeSet<>();
    for (Part part : parts) {
      known = replay(letters, known, part, sent);
      for (FiledLetter filed : letters) {
        assertThat(known.covers(filed)).isEqualTo(sent.contains(filed.offset()));
      }
    }
    Replayed all = replay(letters, known, new Part(LetterChoice.ALL, 0, Integer.MAX_VALUE), sent);
    assertThat(sent).hasSameSizeAs(letters);
    assertThat(all).isEqualTo(new Replayed(letters.size(), List.of()));
  }

  private static Replayed replay(
      List<FiledLetter> letters, Replayed known, Part part, Set<Long> sent) {
    long from = Math.max(known.upTo(), part.from);
    PartitionReplay way = new PartitionReplay(known, part.choice, false, from);
    letters.stream()
        .filter(filed -> filed.offset() >= from)
        .limit(part.looksAt)
        .filter(way::takes)
        .forEach(filed -> assertThat(sent.add(filed.offset())).as("sent once").isTrue());
    Replayed after = way.after();
    return Replayed.parse(after.upTo(), after.text());
  }

  @Provide
  Arbitrary<List<FiledLetter>> letters() {
    return Combinators.combine(reasons(), topics())
        .as((reason, topic) -> new DeadLetter(topic, 0, 0, null, reason, "", null, null))
        .list()
        .ofMaxSize(30)
        .map(
            letters -> {
              List<FiledLetter> filed = new ArrayList<>();
              letters.forEach(letter -> filed.add(new FiledLetter(0, filed.size(), 0, letter)));
              return filed;
            });
  }

  @Provide
  Arbitrary<List<Part>> parts() {
    Arbitrary<LetterChoice> choices =
        Combinators.combine(reasons().set().ofMaxSize(2), topics().set().ofMaxSize(1))
            .as(LetterChoice::new);
    return Combinators.combine(
            choices, Arbitraries.integers().between(0, 30), Arbitraries.integers().between(0, 35))
        .as(Part::new)
        .list()
        .ofMaxSize(8);
  }

  private static Arbitrary<RejectReason> reasons() {
    return Arbitraries.of(RejectReason.OVERSIZE, RejectReason.NO_ID, RejectReason.UNKNOWN_SCHEMA);
  }

  private static Arbitrary<String> topics() {
    return Arbitraries.of("waymark.interactions", "clicks");
  }
}
