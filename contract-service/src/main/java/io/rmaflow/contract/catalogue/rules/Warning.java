package io.rmaflow.contract.catalogue.rules;

import io.rmaflow.events.Message;

/** A note beside an answer: nothing is refused by it, but people should know. */
public record Warning(String code, Message message) {}
