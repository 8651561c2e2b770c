package io.rmaflow.rma.casefile;

import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.time.YearOutsideCalendar;
import org.springframework.stereotype.Component;

/** Takes steps that somebody asked for. */
@Component
public class CaseCommands {

  private final Commands commands;

  CaseCommands(Commands commands) {
    this.commands = commands;
  }

  /**
   * Takes the step within the caller's transaction.
   *
   * @throws InvalidRequest where no business days are known for the year that it would need
   */
  public void send(TakeStep command, Recording recording) {
    try {
      commands.send(command, recording);
    } catch (YearOutsideCalendar outside) {
      throw InvalidRequest.of(
          "occurredAt",
          "OUTSIDE_CALENDAR",
          "営業日カレンダーの範囲外の日時です。",
          "No business days are known for that year.");
    }
  }
}
