/**
 * The published language: what the services tell each other and everybody else.
 *
 * <p>Knows neither Axon nor Spring. Every event has a declared name and version on the wire, and no
 * event carries personal data: persons, sites and free texts are referenced by ID.
 */
@NullMarked
package io.rmaflow.events;

import org.jspecify.annotations.NullMarked;
