package io.rmaflow.kit.personal;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the personal data that this service took in, sealed under the key of the person whom they
 * belong to. Joins the transaction it is called in. An ID that it issues is a UUID behind the
 * prefix of the service ({@code r-} in rma-service).
 */
public interface PersonalStore {

  /** Takes a person in. */
  ContactId addContact(Contact contact);

  /** Takes a place in, as a thing of whoever {@link Belonging} says. */
  SiteId addSite(Site site);

  /** Takes a free text in, as a thing of whoever {@link Belonging} says. */
  TextId addText(String text);

  /**
   * Replaces what is known of a person.
   *
   * @return false where the ID is unknown or the person has been erased
   */
  boolean changeContact(ContactId contactId, Contact contact);

  /** The person; empty where the ID is unknown or the person has been erased. */
  Optional<Contact> contact(ContactId contactId);

  /** Many persons at once; without those whose ID is unknown or who have been erased. */
  Map<ContactId, Contact> contacts(Collection<ContactId> contactIds);

  /**
   * The persons whom a search means: by name, by a word of it or how that begins, by mail address
   * or telephone number, see {@link io.rmaflow.kit.sealing.BlindIndex}. Who was erased is not
   * found.
   *
   * @param atMost so many, in no particular order
   */
  List<ContactId> find(String search, int atMost);

  /** The place; empty where the ID is unknown or the place has been erased. */
  Optional<Site> site(SiteId siteId);

  /** The text; empty where the ID is unknown or the text has been erased. */
  Optional<String> text(TextId textId);

  /** Many texts at once; without those whose ID is unknown or that have been erased. */
  Map<TextId, String> texts(Collection<TextId> textIds);

  /**
   * Says whose a thing is that has a key of its own, such as a file: it is erased with this person.
   * Nothing where the person is unknown or the thing is somebody's already.
   */
  void give(Subject thing, ContactId person);

  /**
   * A new key of a thing, whose row is added in the present transaction.
   *
   * @param key made before by {@link PersonKeys#fresh}
   * @param person whose the thing is; null, or somebody who has been erased: nobody's
   */
  void keep(PersonKeys.Fresh key, @Nullable ContactId person);

  /** Whether the ID was issued here and what stood behind it has been erased. */
  boolean isErased(ContactId contactId);

  /** Whether the ID was issued here and what stood behind it has been erased. */
  boolean isErased(SiteId siteId);

  /**
   * Erases a person, with the places and texts that belong to it, by deleting the key; the ID
   * stays. In no instance anything of it can be read after the end of this transaction.
   *
   * @return false where the ID is unknown or there is nothing left to erase
   */
  boolean erase(ContactId contactId);

  /**
   * Erases a place; the ID stays. Where it belongs to a person, its row is emptied and the person's
   * key stays.
   */
  boolean erase(SiteId siteId);

  /** Erases a text; the ID stays. The same holds as for a place. */
  boolean erase(TextId textId);
}
