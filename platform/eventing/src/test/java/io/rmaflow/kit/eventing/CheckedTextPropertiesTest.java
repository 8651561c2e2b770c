package io.rmaflow.kit.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Context;
import io.rmaflow.eventstore.GlobalPosition;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** What callers are given and hand back is read as it was given, and not at all otherwise. */
class CheckedTextPropertiesTest {

  private static final String URL_SAFE =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @Provide
  Arbitrary<GlobalPosition> places() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 9),
            Arbitraries.longs().greaterOrEqual(0),
            Arbitraries.longs().greaterOrEqual(0))
        .as(GlobalPosition::new);
  }

  @Provide
  Arbitrary<String> handedOut() {
    Arbitrary<String> cursors = places().map(place -> EventCursor.encode(Context.RMA, place));
    Arbitrary<String> tokens =
        Combinators.combine(
                Arbitraries.strings().ofMinLength(1).ofMaxLength(40).alpha(),
                Arbitraries.longs().greaterOrEqual(0))
            .as((stream, last) -> new StreamPosition(Context.CONTRACT, stream, last))
            .list()
            .ofMaxSize(4)
            .map(ConsistencyToken::encode);
    return Arbitraries.oneOf(cursors, tokens);
  }

  private static void assertUnreadable(String text) {
    assertThatThrownBy(() -> EventCursor.decode(Context.RMA, text))
        .isInstanceOf(UnreadableCursor.class);
    assertThatThrownBy(() -> ConsistencyToken.decode(text)).isInstanceOf(UnreadableToken.class);
  }

  @Property
  void aPlaceIsReadAsItWasGiven(@ForAll("places") GlobalPosition place) {
    assertThat(EventCursor.decode(Context.RMA, EventCursor.encode(Context.RMA, place)))
        .isEqualTo(place);
  }

  @Property
  void aPlaceIsNoneOfAnotherServiceAndNoToken(@ForAll("places") GlobalPosition place) {
    String cursor = EventCursor.encode(Context.CONTRACT, place);

    assertUnreadable(cursor);
  }

  @Property
  void whatIsCutIsUnreadable(
      @ForAll("handedOut") String text, @ForAll @IntRange(min = 1, max = 400) int characters) {
    assertUnreadable(text.substring(0, Math.max(0, text.length() - characters)));
    assertUnreadable(text.substring(Math.min(text.length(), characters)));
  }

  @Property
  void whatIsExtendedIsUnreadable(
      @ForAll("handedOut") String text,
      @ForAll
          @StringLength(min = 1, max = 9)
          @CharRange(from = 'A', to = 'Z')
          @CharRange(from = '0', to = '9')
          String further) {
    assertUnreadable(text + further);
    assertUnreadable(further + text);
    assertUnreadable(text + "=");
  }

  @Property
  void whatHasOneOtherCharacterIsUnreadable(
      @ForAll("handedOut") String text,
      @ForAll @IntRange(min = 0, max = 999) int where,
      @ForAll @IntRange(min = 1, max = 63) int further) {
    int at = where % text.length();
    char other = URL_SAFE.charAt((URL_SAFE.indexOf(text.charAt(at)) + further) % 64);

    assertUnreadable(text.substring(0, at) + other + text.substring(at + 1));
  }

  @Property
  void whatHasTwoCharactersExchangedIsUnreadable(
      @ForAll("handedOut") String text, @ForAll @IntRange(min = 0, max = 999) int where) {
    int at = where % (text.length() - 1);
    if (text.charAt(at) != text.charAt(at + 1)) {
      assertUnreadable(
          text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2));
    }
  }

  /** Base64 of {@code rma:1:700:5} and of a token in the form before there was a check. */
  @Example
  void whatWasGivenBeforeThereWasACheckIsUnreadable() {
    for (String old : List.of("cm1hOjE6NzAwOjU", "AQAA", "AQABAANybWEABmNhc2UtOQAAAAAAAAAH")) {
      assertUnreadable(old);
    }
  }
}
