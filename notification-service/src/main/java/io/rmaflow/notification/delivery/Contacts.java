package io.rmaflow.notification.delivery;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.PersonalData;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.web.security.ServiceTokens;
import io.rmaflow.kit.web.security.TokenUnavailable;
import io.rmaflow.notification.wording.Language;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the owner of a contact for the address, at the moment of sending; nothing is kept. */
@Component
class Contacts {

  private static final String NO_TOKEN = "the issuer of tokens gives none at the moment";
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final MailSettings.Peers peers;
  private final ServiceTokens tokens;
  private final JsonMapper json = JsonMapper.shared();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private final Duration patience;
  private final String desk;
  private final String deskLead;

  /** Since when, by the machine's clock, an owner does not answer. */
  private final Map<ContactOwner, Instant> awaySince = new ConcurrentHashMap<>();

  private final InstantSource machine = InstantSource.system();

  Contacts(MailSettings.Peers peers, ServiceTokens tokens, MailSettings settings) {
    this.peers = peers;
    this.tokens = tokens;
    this.patience = settings.ownerPatience();
    this.desk = settings.desk();
    this.deskLead = settings.deskLead();
  }

  /** What the owner says. */
  sealed interface Answer {

    /** The address and the language; no address where the person gave none. */
    record Known(@PersonalData @Nullable String email, Language language) implements Answer {}

    /** The person was erased. */
    record Erased() implements Answer {}

    /** The owner never had such a contact. */
    record Unknown() implements Answer {}

    /** The owner is down, or answers something else; it may be asked again. */
    record Unavailable(String problem) implements Answer {}
  }

  /**
   * Asks, and asks again where the owner has been away for a short time only: a business clock that
   * stands still would never come to the next attempt because of a restart.
   */
  Answer ask(ContactId contact, ContactOwner owner) throws InterruptedException {
    if (owner == ContactOwner.DESK) {
      String email = contact.equals(ContactOwner.THE_LEAD) ? deskLead : desk;
      return new Answer.Known(email, Language.JA);
    }
    Answer answer = askOnce(contact, owner);
    while (answer instanceof Answer.Unavailable && isWorthWaitingFor(owner)) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      answer = askOnce(contact, owner);
    }
    if (!(answer instanceof Answer.Unavailable)) {
      awaySince.remove(owner);
    }
    return answer;
  }

  /** What the owner of a text says. */
  sealed interface Words {

    /** The text. */
    record Known(@PersonalData String text) implements Words {}

    /** It was erased, or there never was one. */
    record Gone() implements Words {}

    /** The owner is down, or answers something else; it may be asked again. */
    record Unavailable(String problem) implements Words {}
  }

  /** Asks for a free text; nothing of it is kept. */
  Words askText(TextId id) throws InterruptedException {
    ContactOwner owner = ContactOwner.of(id);
    try {
      HttpResponse<String> response = get(owner, "/api/texts/" + encoded(id.value()));
      return switch (response.statusCode()) {
        case 200 -> words(response.body(), owner);
        case 404, 410 -> new Words.Gone();
        default -> new Words.Unavailable(owner.service() + " answered " + response.statusCode());
      };
    } catch (TokenUnavailable later) {
      return new Words.Unavailable(NO_TOKEN);
    } catch (IOException e) {
      return new Words.Unavailable(
          owner.service() + " cannot be reached: " + e.getClass().getSimpleName());
    }
  }

  private Words words(String body, ContactOwner owner) {
    try {
      String text = text(json.readTree(body), "text");
      return text == null ? new Words.Gone() : new Words.Known(text);
    } catch (JacksonException e) {
      return new Words.Unavailable(owner.service() + " answered something that is not JSON");
    }
  }

  private HttpResponse<String> get(ContactOwner owner, String path)
      throws IOException, InterruptedException {
    String authorization = tokens.authorization();
    String base = peers.of(owner).toString().replaceFirst("/+$", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(ANSWER)
            .header("Authorization", authorization)
            .header("Accept", "application/json")
            .build();
    HttpResponse<String> response =
        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() == 401) {
      tokens.refused(authorization);
    }
    return response;
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private boolean isWorthWaitingFor(ContactOwner owner) {
    Instant now = machine.instant();
    Instant since = awaySince.computeIfAbsent(owner, anyOwner -> now);
    return now.isBefore(since.plus(patience));
  }

  private Answer askOnce(ContactId contact, ContactOwner owner) throws InterruptedException {
    try {
      HttpResponse<String> response = get(owner, "/api/contacts/" + encoded(contact.value()));
      return switch (response.statusCode()) {
        case 200 -> known(response.body(), owner);
        case 404 -> new Answer.Unknown();
        case 410 -> new Answer.Erased();
        default -> unavailable(owner, "answered " + response.statusCode());
      };
    } catch (TokenUnavailable later) {
      return new Answer.Unavailable(NO_TOKEN);
    } catch (IOException e) {
      return unavailable(owner, "cannot be reached: " + e.getClass().getSimpleName());
    }
  }

  private Answer known(String body, ContactOwner owner) {
    try {
      JsonNode contact = json.readTree(body);
      return new Answer.Known(
          text(contact, "email"), Language.orJapanese(text(contact, "language")));
    } catch (JacksonException e) {
      // the body may hold personal data, so it is not repeated
      return unavailable(owner, "answered something that is not JSON");
    }
  }

  private static Answer unavailable(ContactOwner owner, String what) {
    return new Answer.Unavailable(owner.service() + " " + what);
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value != null && value.isString() && !value.stringValue().isBlank()
        ? value.stringValue()
        : null;
  }
}
