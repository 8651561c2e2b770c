package io.rmaflow.console.casepage;

import io.rmaflow.client.notification.api.MailsApi;
import io.rmaflow.client.notification.model.Mail;
import io.rmaflow.client.notification.model.Preview;
import io.rmaflow.console.frame.ForRoles;
import io.rmaflow.console.frame.Person;
import io.rmaflow.console.frame.Role;
import io.rmaflow.console.frame.Services;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One mail of a case: as it was sent, as it would be written now, and sent again. */
@Controller
class MailController {

  private static final int PAGE = 200;

  private final Services services;

  MailController(Services services) {
    this.services = services;
  }

  /** The mail, and the same in the words of now. */
  @GetMapping("/cases/{caseId}/mails/{deliveryId}")
  @ForRoles({Role.SUPPORT, Role.AUDITOR, Role.ADMIN})
  String show(
      @PathVariable String caseId, @PathVariable String deliveryId, Person person, Model model) {
    MailsApi mails = new MailsApi(services.asPerson().notification());
    Mail mail =
        mails.mails(caseId, null, null, null, null, 0, PAGE).getItems().stream()
            .filter(one -> one.getDeliveryId().toString().equals(deliveryId))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("caseId", caseId);
    model.addAttribute("mail", mail);
    model.addAttribute("preview", preview(mails, mail, caseId, person));
    model.addAttribute("key", UUID.randomUUID().toString());
    model.addAttribute("sends", person.isOneOf(Role.SUPPORT, Role.ADMIN));
    return "casepage/mail";
  }

  /** Sends it again. */
  @PostMapping("/cases/{caseId}/mails/{deliveryId}/resend")
  @ForRoles({Role.SUPPORT, Role.ADMIN})
  String resend(
      @PathVariable String caseId,
      @PathVariable String deliveryId,
      @RequestParam String key,
      RedirectAttributes next) {
    new MailsApi(services.asPerson(key).notification()).resendMail(deliveryId);
    next.addFlashAttribute("recorded", "casepage.mails.resent");
    return "redirect:/cases/" + caseId + "#mails";
  }

  /** Null where there are no words for it any more, as of a person who was erased. */
  private static @Nullable Preview preview(
      MailsApi mails, Mail mail, String caseId, Person person) {
    String language = mail.getLanguage();
    try {
      return mails.preview(
          mail.getReason(), caseId, language == null ? person.languageTag() : language);
    } catch (RestClientResponseException e) {
      if (e.getStatusCode().is4xxClientError()) {
        return null;
      }
      throw e;
    }
  }
}
