package io.rmaflow.kit.web.access;

import java.util.Collection;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Where an operation that {@link ReadsPersonalData} says whose data it is, because neither its
 * answer nor its path does.
 */
public final class DataConcerned {

  private static final String ATTRIBUTE = DataConcerned.class.getName();

  private DataConcerned() {}

  /** The data of these customers, of whatever type that is written as the ID; in a request only. */
  public static void ofCustomers(Collection<?> customerIds) {
    Whose whose = inRequest(RequestContextHolder.currentRequestAttributes());
    customerIds.forEach(id -> whose.add(Whose.Kind.CUSTOMER, id.toString()));
  }

  /** What has been said in this request so far, to which more may be added. */
  static Whose inRequest(RequestAttributes request) {
    if (request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Whose known) {
      return known;
    }
    Whose whose = new Whose();
    request.setAttribute(ATTRIBUTE, whose, RequestAttributes.SCOPE_REQUEST);
    return whose;
  }
}
