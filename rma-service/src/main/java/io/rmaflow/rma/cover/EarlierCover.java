package io.rmaflow.rma.cover;

import io.rmaflow.events.CustomerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What contract-service had told this service by an instant, that instant included; where none is
 * named, by now.
 */
public interface EarlierCover {

  /** Every version of the calendar and of the settings. */
  PolicyVersions policies(@Nullable Instant toldBy);

  /** The account that each of these IDs meant; without those that meant themselves. */
  Map<CustomerId, CustomerId> presentIds(
      Collection<CustomerId> customerIds, @Nullable Instant toldBy);

  /** The company of an ID as its links told it, and whether the ID was known at all. */
  Cover.Company company(CustomerId customerId, @Nullable Instant toldBy);
}
