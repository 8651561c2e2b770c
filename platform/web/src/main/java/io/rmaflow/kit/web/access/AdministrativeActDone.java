package io.rmaflow.kit.web.access;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody has done what changes how the service works, or looked behind it. */
public record AdministrativeActDone(
    String actor,
    String role,
    String operation,
    Map<String, String> on,
    List<String> customerIds,
    List<String> contactIds,
    List<String> siteIds,
    List<String> caseIds,
    @Nullable String reason,
    String address)
    implements AccessEvent {

  public AdministrativeActDone {
    on = Map.copyOf(on);
    customerIds = List.copyOf(customerIds);
    contactIds = List.copyOf(contactIds);
    siteIds = List.copyOf(siteIds);
    caseIds = List.copyOf(caseIds);
  }
}
