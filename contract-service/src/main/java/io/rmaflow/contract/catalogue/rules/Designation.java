package io.rmaflow.contract.catalogue.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.SoftwareVersion;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A version that the vendor covers although its fixes are not the newest (VER-10).
 *
 * @param until last day, JST inclusive; absent: until further notice
 */
@Clause("VER-10")
public record Designation(SoftwareVersion version, @Nullable LocalDate until) {

  boolean covers(SoftwareVersion asked, LocalDate on) {
    return version.sameRelease(asked) && (until == null || !on.isAfter(until));
  }
}
