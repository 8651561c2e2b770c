package io.rmaflow.kit.web.access;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the access log holds. It names everybody by an ID and nobody by name, and has no free text:
 * a person who is erased is not in it, and nothing that is recorded has to be changed for that.
 */
public sealed interface AccessEvent permits PersonalDataRead, AdministrativeActDone {

  /** The subject of the caller's token: an account, never a person's name. */
  String actor();

  /** The caller's role, as in the token. */
  String role();

  /** Which operation, such as {@code GET /api/contacts/{contactId}}. */
  String operation();

  /** The path's variables by their names, such as {@code key} of a setting. */
  Map<String, String> on();

  /** Whose data, as far as customers are named. */
  List<String> customerIds();

  /** Whose data, as far as persons are named. */
  List<String> contactIds();

  /** Of which places. */
  List<String> siteIds();

  /** Of which cases. */
  List<String> caseIds();

  /**
   * Why, where the caller said it in {@code Access-Reason}: the number of a ticket or a case, never
   * a sentence.
   */
  @Nullable String reason();

  /** The address from which the call came, IPv4 or IPv6. */
  String address();
}
