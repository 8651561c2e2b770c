package io.rmaflow.contract.registration;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.web.AsOf;
import java.util.Optional;

/** Units as they had been recorded, or were true, at an instant. */
@FunctionalInterface
public interface EarlierUnits {

  /** The unit of this serial number; empty where there was none then. */
  Optional<Units.Unit> find(SerialNumber serial, AsOf then);
}
