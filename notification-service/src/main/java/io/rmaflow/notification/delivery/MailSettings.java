package io.rmaflow.notification.delivery;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are sent.
 *
 * @param from the address in the From header
 * @param messageIdDomain right of the {@code @} in every Message-ID; never change it while mails
 *     may be sent again
 * @param desk the support desk's own address, for what it is reminded of (NOT-11)
 * @param deskLead the address of whoever leads the desk, for what the desk has missed (NOT-11)
 * @param senders mails sent at the same time
 * @param mailsPerSecond the most that the mail server is handed in a second, real time, by each
 *     instance, tries that fail included; evenly, so that there is no burst after it was away
 * @param mailsPerRecipientAndMinute the most that one recipient gets within a minute, business
 *     time; what is beyond it waits a minute
 * @param lease how long, real time, after the last sign of life an attempt counts as broken off
 * @param poll how often, real time, to look for broken-off attempts and for what has become due
 * @param ownerPatience how long, real time, a contact's owner that has just gone away is asked
 *     again before the delivery waits by the business clock; covers a restart of that service
 * @param firstWait business time until a failed attempt is repeated; doubled each time
 * @param longestWait the most that it grows to, business time
 * @param attempts failures in a row after which an operational mail is given up
 * @param noticeAttempts the same for opt-in notices, whose delivery is not guaranteed (NOT-3)
 */
@ConfigurationProperties("rmaflow.mail")
public record MailSettings(
    String from,
    String messageIdDomain,
    @DefaultValue("support-desk@rmaflow.example") String desk,
    @DefaultValue("support-lead@rmaflow.example") String deskLead,
    @DefaultValue("8") int senders,
    @DefaultValue("50") int mailsPerSecond,
    @DefaultValue("20") int mailsPerRecipientAndMinute,
    @DefaultValue("10s") Duration lease,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("20s") Duration ownerPatience,
    @DefaultValue("1m") Duration firstWait,
    @DefaultValue("1h") Duration longestWait,
    @DefaultValue("100") int attempts,
    @DefaultValue("12") int noticeAttempts) {

  public MailSettings {
    if (mailsPerSecond < 1 || mailsPerRecipientAndMinute < 1) {
      throw new IllegalArgumentException(
          "rmaflow.mail.mails-per-second and rmaflow.mail.mails-per-recipient-and-minute must be"
              + " at least 1");
    }
  }

  /** How long to wait after so many failures in a row, at least one. */
  Duration waitAfter(int failures) {
    Duration wait = firstWait;
    for (int i = 1; i < failures && wait.compareTo(longestWait) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }

  /** Where the owners of contacts answer, such as {@code http://127.0.0.1:8082}. */
  @ConfigurationProperties("rmaflow.peers")
  public record Peers(URI contract, URI rma) {

    URI of(ContactOwner owner) {
      return switch (owner) {
        case CONTRACT -> contract;
        case RMA -> rma;
        case DESK -> throw new IllegalArgumentException("the desk is not asked");
      };
    }
  }
}
