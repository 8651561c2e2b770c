package io.rmaflow.eventstore;

/** An event of the tests. */
record Noted(String text, int number) {}
