package io.rmaflow.events;

/**
 * A text for people, in Japanese and in English; both say the same.
 *
 * @param ja in Japanese
 * @param en in English
 */
public record Message(String ja, String en) {}
