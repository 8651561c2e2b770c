package io.rmaflow.events;

/**
 * Marks the events that nobody reported: they follow from facts that were reported, from the policy
 * (calendar and settings included) and from the time that has passed. Where a fact turns out to
 * have been otherwise (RMA-9), what follows is worked out anew, and what no longer follows is moved
 * or withdrawn by a further derived event; none of them is ever corrected itself. So the facts
 * alone, in any order, give them again.
 *
 * <p>That somebody was reminded is no such event: what was told was told, whatever becomes known
 * later.
 */
public interface Derived {}
