package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the personal data that this service took in. Joins the transaction it is called in. An ID
 * that it issues is a UUID behind the prefix of the service ({@code r-} in rma-service).
 */
public interface PersonalStore {

  /** Takes a person in. */
  ContactId addContact(Contact contact);

  /** Takes a place in. */
  SiteId addSite(Site site);

  /** Takes a free text in. */
  TextId addText(String text);

  /**
   * Replaces what is known of a person.
   *
   * @return false where the ID is unknown or the person has been erased
   */
  boolean changeContact(ContactId contactId, Contact contact);

  /** The person; empty where the ID is unknown or the person has been erased. */
  Optional<Contact> contact(ContactId contactId);

  /** The place; empty where the ID is unknown or the place has been erased. */
  Optional<Site> site(SiteId siteId);

  /** The text; empty where the ID is unknown or the text has been erased. */
  Optional<String> text(TextId textId);

  /** Many texts at once; without those whose ID is unknown or that have been erased. */
  Map<TextId, String> texts(Collection<TextId> textIds);

  /** Whether the ID was issued here and what stood behind it has been erased. */
  boolean isErased(ContactId contactId);

  /** Whether the ID was issued here and what stood behind it has been erased. */
  boolean isErased(SiteId siteId);

  /**
   * Erases a person; the ID stays.
   *
   * @return false where the ID is unknown or there is nothing left to erase
   */
  boolean erase(ContactId contactId);

  /** Erases a place; the ID stays. */
  boolean erase(SiteId siteId);

  /** Erases a text; the ID stays. */
  boolean erase(TextId textId);
}
