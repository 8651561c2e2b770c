package io.rmaflow.proof;

/** The same statement in both languages, for people. */
public record Words(String ja, String en) {}
