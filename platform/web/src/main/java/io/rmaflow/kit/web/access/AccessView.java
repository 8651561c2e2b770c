package io.rmaflow.kit.web.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the access log.
 *
 * @param stream where it is recorded, such as {@code access-2026-05-01-1}
 * @param streamsequence its place there, from 0
 * @param type {@code PersonalDataRead} or {@code AdministrativeActDone}
 * @param recordedAt business time
 * @param actor the subject of the caller's token
 * @param role the caller's role
 * @param operation such as {@code GET /api/contacts/{contactId}}
 * @param on the variables of the operation's path
 * @param customerIds whose data it was, as far as customers are named
 * @param contactIds as far as persons are named
 * @param siteIds of which places
 * @param caseIds of which cases
 * @param reason the number of a ticket or a case, from the header {@code Access-Reason}
 * @param address from which it was called, IPv4 or IPv6
 */
public record AccessView(
    String stream,
    long streamsequence,
    String type,
    Instant recordedAt,
    String actor,
    String role,
    String operation,
    Map<String, String> on,
    List<String> customerIds,
    List<String> contactIds,
    List<String> siteIds,
    List<String> caseIds,
    @Nullable String reason,
    String address) {}
