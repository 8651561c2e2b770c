package io.rmaflow.console.casepage;

import io.rmaflow.client.Connection;
import io.rmaflow.client.contract.api.UnitsApi;
import io.rmaflow.client.contract.model.Unit;
import io.rmaflow.client.notification.api.MailsApi;
import io.rmaflow.client.rma.api.AttachmentsApi;
import io.rmaflow.client.rma.api.CasesApi;
import io.rmaflow.client.rma.api.PersonalDataApi;
import io.rmaflow.client.rma.model.CaseAnswer;
import io.rmaflow.client.rma.model.Contact;
import io.rmaflow.client.rma.model.HistoryEntry;
import io.rmaflow.client.rma.model.PageOfCase;
import io.rmaflow.client.rma.model.PageOfHistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientResponseException;

/** Reads a case for one person from the services that know of it. */
final class CaseReader {

  private static final int PAGE = 200;

  private static final Set<Integer> NOT_FOR_THIS_PERSON = Set.of(403, 404, 410);

  private final Connection services;
  private final CasesApi cases;

  /**
   * @param services as the person
   */
  CaseReader(Connection services) {
    this.services = services;
    this.cases = new CasesApi(services.rma());
  }

  /** The ID of the case with that RMA number; nothing where there is none. */
  Optional<String> withNumber(String rmaNumber) {
    PageOfCase found = cases.cases(null, null, null, null, null, rmaNumber, null, null, 0, 1);
    return found.getItems().stream().map(CaseAnswer::getCaseId).findFirst();
  }

  /**
   * All of a case.
   *
   * @param language of what is explained, {@code ja} or {@code en}
   * @throws RestClientResponseException where there is no such case
   */
  Reading read(String caseId, String language) {
    CaseAnswer the = cases.readCase(caseId, null, null);
    return new Reading(
        the,
        history(caseId),
        unlessForbidden(() -> cases.caseExplanation(caseId, null, language)),
        unit(the),
        requester(the),
        elsewhere(
            () ->
                new MailsApi(services.notification())
                    .mails(caseId, null, null, null, null, 0, PAGE)
                    .getItems()),
        unlessForbidden(() -> cases.caseNotes(caseId, 0, PAGE).getItems()),
        unlessForbidden(
            () -> new AttachmentsApi(services.rma()).caseFiles(caseId, 0, PAGE).getItems()));
  }

  /** Everything that is recorded, the oldest first. */
  List<HistoryEntry> history(String caseId) {
    List<HistoryEntry> all = new ArrayList<>();
    int page = 0;
    PageOfHistoryEntry one;
    do {
      one = cases.caseHistory(caseId, null, page++, PAGE);
      all.addAll(one.getItems());
    } while (all.size() < one.getTotal() && !one.getItems().isEmpty());
    return all;
  }

  private @Nullable Unit unit(CaseAnswer the) {
    String serial = the.getUnit().getSerialNumber();
    return serial == null
        ? null
        : elsewhere(() -> new UnitsApi(services.contract()).unit(serial, null, null));
  }

  private @Nullable Contact requester(CaseAnswer the) {
    String contact = the.getRequesterContactId();
    return contact == null
        ? null
        : unlessForbidden(() -> new PersonalDataApi(services.rma()).contact(contact));
  }

  private static <T> @Nullable T unlessForbidden(Supplier<T> read) {
    try {
      return read.get();
    } catch (RestClientResponseException e) {
      if (NOT_FOR_THIS_PERSON.contains(e.getStatusCode().value())) {
        return null;
      }
      throw e;
    }
  }

  /** What another service knows, without which the page is still of use while that one is away. */
  private static <T> @Nullable T elsewhere(Supplier<T> read) {
    try {
      return read.get();
    } catch (RestClientResponseException e) {
      if (NOT_FOR_THIS_PERSON.contains(e.getStatusCode().value())
          || e.getStatusCode().is5xxServerError()) {
        return null;
      }
      throw e;
    } catch (ResourceAccessException _) {
      return null;
    }
  }
}
