package io.rmaflow.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Context;
import io.rmaflow.events.EventType;
import io.rmaflow.events.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpcastersTest {

  private static final EventType FIRST = EventType.of(Context.RMA, "CaseClosed", 1);
  private static final EventType SECOND = EventType.of(Context.RMA, "CaseClosed", 2);
  private static final EventType THIRD = EventType.of(Context.RMA, "CaseClosed", 3);

  /** Version 2 calls the reason what it is; version 3 adds what older ones did not know. */
  private static final Upcasters STEPS =
      new Upcasters(
          List.of(
              new Upcaster(
                  FIRST,
                  SECOND,
                  payload -> {
                    payload.set("reason", payload.remove("because"));
                    return payload;
                  }),
              new Upcaster(SECOND, THIRD, payload -> payload.put("byHand", false))));

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatWasWrittenInTheFirstVersionIsReadAsTheNewest() {
    Upcasters.Payload newest = STEPS.newest(FIRST, json("{\"because\":\"NOT_HW_FAULT\"}"));

    assertThat(newest.type()).isEqualTo(THIRD);
    assertThat(new String(newest.json(), StandardCharsets.UTF_8))
        .isEqualTo("{\"reason\":\"NOT_HW_FAULT\",\"byHand\":false}");
  }

  @Test
  void whatIsTheNewestAlreadyStaysAsItIs() {
    byte[] payload = json("{\"anything\": 1}");

    assertThat(STEPS.newest(THIRD, payload).json()).isSameAs(payload);
    assertThat(Upcasters.published().newest(FIRST, payload).type()).isEqualTo(FIRST);
  }

  @Test
  void aStepGoesFromOneVersionToTheNextOfTheSameEvent() {
    assertThatThrownBy(() -> new Upcaster(FIRST, THIRD, payload -> payload))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Upcaster(
                    FIRST, EventType.of(Context.RMA, "CaseCancelled", 2), payload -> payload))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNoObjectIsUnreadable() {
    assertThatThrownBy(() -> STEPS.newest(FIRST, json("not JSON")))
        .isInstanceOf(UnreadableEvent.class);
  }
}
