package io.rmaflow.notification.wording;

import io.rmaflow.notification.mail.Mail;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Puts mails into words. For each mail and language there is one plain-text template, whose first
 * line is the subject; the HTML alternative is laid out from the same text. A template's line or
 * paragraph about something that is absent disappears as a whole.
 */
public final class MailTemplates {

  private static final String SUBJECT = "Subject: ";
  private static final String FOLDER = "mail/";

  private final TemplateEngine texts = engine(TemplateMode.TEXT, ".txt");
  private final TemplateEngine pages = engine(TemplateMode.HTML, ".html");

  /** The mail in words. */
  public RenderedMail render(Mail mail, Language language, Surroundings surroundings) {
    String whole =
        tidy(
            texts.process(
                language.code() + "/" + template(mail),
                new Context(language.locale(), Facts.of(mail, language, surroundings))));
    int endOfSubject = whole.indexOf('\n');
    if (!whole.startsWith(SUBJECT) || endOfSubject < 0) {
      throw new IllegalStateException(template(mail) + " does not begin with its subject");
    }
    String subject = whole.substring(SUBJECT.length(), endOfSubject);
    String text = whole.substring(endOfSubject).strip() + "\n";
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("language", language.code());
    page.put("subject", subject);
    page.put("blocks", Block.of(text));
    return new RenderedMail(
        language, subject, text, pages.process("layout", new Context(language.locale(), page)));
  }

  /** The name of a mail's templates. */
  static String template(Mail mail) {
    return switch (mail) {
      case Mail.Accepted _ -> "accepted";
      case Mail.Refused _ -> "refused";
      case Mail.InformationWanted _ -> "information-wanted";
      case Mail.RmaIssued _ -> "rma-issued";
      case Mail.EquivalentOffer _ -> "equivalent-offer";
      case Mail.Cancelled _ -> "cancelled";
      case Mail.ReplacementOnItsWay _ -> "replacement-on-its-way";
      case Mail.ReturnOwed _ -> "return-owed";
      case Mail.ReturnDueMoved _ -> "return-due-moved";
      case Mail.ReturnReminder _ -> "return-reminder";
      case Mail.ServiceResumed _ -> "service-resumed";
      case Mail.Closed _ -> "closed";
      case Mail.BuyOutDeclined _ -> "buy-out-declined";
      case Mail.Excluded _ -> "excluded";
      case Mail.DemandRefused _ -> "demand-refused";
      case Mail.CustomerIdNotice _ -> "customer-id-notice";
      case Mail.ContractConcluded _ -> "contract-concluded";
      case Mail.ContractEnding _ -> "contract-ending";
      case Mail.DoaCertified _ -> "doa-certified";
      case Mail.DoaDeclined _ -> "doa-declined";
      case Mail.LoanerOnItsWay _ -> "loaner-on-its-way";
      case Mail.FaultyUnitWanted _ -> "faulty-unit-wanted";
      case Mail.FaultyUnitReminder _ -> "faulty-unit-reminder";
      case Mail.RepairEstimate _ -> "repair-estimate";
      case Mail.RepairedUnitOnItsWay _ -> "repaired-unit-on-its-way";
      case Mail.LoanerWanted _ -> "loaner-wanted";
      case Mail.LoanerReminder _ -> "loaner-reminder";
      case Mail.UnexpectedUnit _ -> "unexpected-unit";
      case Mail.VisitPlanned _ -> "visit-planned";
      case Mail.SecondVisit _ -> "second-visit";
      case Mail.RestorationToReport _ -> "restoration-to-report";
      case Mail.InquiryAnswer _ -> "inquiry-answer";
      case Mail.InquiryOver _ -> "inquiry-over";
      case Mail.FirstContactOpen _ -> "first-contact-open";
      case Mail.FirstContactMissed _ -> "first-contact-missed";
      case Mail.ReleaseNotice _ -> "release-notice";
      case Mail.EndOfSaleNotice _ -> "end-of-sale";
      case Mail.HotfixProvided _ -> "hotfix-provided";
    };
  }

  /** What was left out leaves neither trailing blanks nor more than one empty line. */
  private static String tidy(String text) {
    return Arrays.stream(text.split("\n", -1))
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n"))
            .replaceAll("\n{3,}", "\n\n")
            .strip()
        + "\n";
  }

  private static TemplateEngine engine(TemplateMode mode, String suffix) {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(MailTemplates.class.getClassLoader());
    resolver.setPrefix(FOLDER);
    resolver.setSuffix(suffix);
    resolver.setTemplateMode(mode);
    resolver.setCharacterEncoding("UTF-8");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(resolver);
    return engine;
  }
}
