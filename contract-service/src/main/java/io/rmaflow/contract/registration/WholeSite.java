package io.rmaflow.contract.registration;

import io.rmaflow.events.PersonalData;
import io.rmaflow.kit.personal.Site;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.PostalCode;

/**
 * Where a unit stands.
 *
 * @param postalCode seven digits in any spelling; read back as {@code 105-0013}
 * @param address in one line
 */
record WholeSite(
    @PersonalData @PostalCode String postalCode, @PersonalData @Line(max = 500) String address) {

  Site site() {
    return new Site(postalCode, address);
  }
}
