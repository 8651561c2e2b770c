package io.rmaflow.kit.web;

import io.rmaflow.events.Message;

/**
 * What is wrong with one field of a request.
 *
 * @param field the path, such as {@code isolation.result} or {@code contacts[0].email}; empty where
 *     it is the whole body
 * @param code the broken rule, such as {@code WRONG_TYPE}, {@code REQUIRED}, {@code OUT_OF_RANGE},
 *     {@code TOO_LONG}, {@code TOO_MANY}, {@code UNKNOWN_VALUE}, {@code MALFORMED} or {@code
 *     CONTROL_CHARACTER}
 * @param message for the person who sent it
 */
public record FieldError(String field, String code, Message message) {}
