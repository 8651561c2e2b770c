package io.rmaflow.events;

/** A text for people, in Japanese and in English; both say the same. */
public record Message(String ja, String en) {}
