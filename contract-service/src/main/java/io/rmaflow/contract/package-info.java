/** Registrations, units and their lineage, contracts, catalogue, calendar, settings. */
@NullMarked
package io.rmaflow.contract;

import org.jspecify.annotations.NullMarked;
