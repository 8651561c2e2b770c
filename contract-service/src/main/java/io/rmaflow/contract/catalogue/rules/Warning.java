package io.rmaflow.contract.catalogue.rules;

import io.rmaflow.events.Message;

/**
 * A note beside an answer: nothing is refused by it, but people should know.
 *
 * @param code such as {@code END_OF_SALE_DATES_UNKNOWN}
 * @param message for people
 */
public record Warning(String code, Message message) {}
