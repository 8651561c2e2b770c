package io.rmaflow.kit.web;

import io.rmaflow.events.Message;

/**
 * What is wrong with one field of a request.
 *
 * @param field the path, such as {@code isolation.result} or {@code contacts[0].email}; empty where
 *     it is the whole body
 * @param code the broken rule: of any field {@code WRONG_TYPE}, {@code REQUIRED}, {@code
 *     OUT_OF_RANGE}, {@code TOO_LONG}, {@code TOO_MANY}, {@code UNKNOWN_VALUE}, {@code MALFORMED},
 *     {@code CONTROL_CHARACTER}, {@code INVALID_CHARACTER}, {@code REPEATED}, {@code
 *     CONTRADICTION}, {@code VERSION_FORMAT_INVALID}, {@code IN_THE_FUTURE}, {@code TOO_FAR_BACK}
 *     or {@code INVALID}; of the whole body {@code MALFORMED_JSON}, {@code WRONG_CHARSET} or {@code
 *     BODY_INCOMPLETE}; others stand at the operation
 * @param message for the person who sent it
 */
public record FieldError(String field, String code, Message message) {}
