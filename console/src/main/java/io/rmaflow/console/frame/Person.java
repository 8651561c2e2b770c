package io.rmaflow.console.frame;

import java.util.List;
import java.util.Locale;

/**
 * Who looks at a page; an argument of any controller's method.
 *
 * @param account as the services record it as the actor
 * @param customerIds whose units a customer may see; empty for all other roles
 * @param language Japanese or English, in which the page is shown
 */
public record Person(String account, Role role, List<String> customerIds, Locale language) {

  public Person {
    customerIds = List.copyOf(customerIds);
  }

  /** Whether the page is shown in Japanese. */
  public boolean readsJapanese() {
    return Locale.JAPANESE.getLanguage().equals(language.getLanguage());
  }

  /** {@code ja} or {@code en}, as the services' calls name it. */
  public String languageTag() {
    return readsJapanese() ? "ja" : "en";
  }

  /** The one of two texts that this person reads. */
  public String reads(String japanese, String english) {
    return readsJapanese() ? japanese : english;
  }

  /** Whether the person has one of these roles. */
  public boolean isOneOf(Role... roles) {
    return List.of(roles).contains(role);
  }
}
