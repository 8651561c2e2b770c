package io.rmaflow.kit.web;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Which of the things that a path can name exist for a caller. What does not is answered {@code
 * 404} before anything else of the call is looked at, in the same words as what nobody knows.
 *
 * <p>For a {@link Role#CUSTOMER} every variable of every path needs one: without it the operation
 * is closed to customers.
 *
 * @param variable of the path, such as {@code caseId}
 * @param what the kind of thing, as the {@code 404} names it
 * @param restricted the roles for which not everything exists
 * @param sight whether the thing with the given ID, as it stands in the path, exists for a caller
 */
public record PathScope(
    String variable, String what, Set<Role> restricted, BiPredicate<Caller, String> sight) {

  public PathScope {
    restricted = Set.copyOf(restricted);
  }

  /**
   * Things that belong to customers, each of which sees its own.
   *
   * @param id reads the variable; what it refuses with an {@link IllegalArgumentException} is no ID
   *     of anything
   */
  public static <I> PathScope ofCustomers(
      String variable, String what, Function<String, I> id, BiPredicate<Caller, I> sight) {
    return of(EnumSet.of(Role.CUSTOMER), variable, what, id, sight);
  }

  /** The same for other roles for which not everything exists. */
  public static <I> PathScope of(
      Set<Role> restricted,
      String variable,
      String what,
      Function<String, I> id,
      BiPredicate<Caller, I> sight) {
    return new PathScope(
        variable,
        what,
        restricted,
        (caller, text) -> {
          I read;
          try {
            read = id.apply(text);
          } catch (IllegalArgumentException noId) {
            return false;
          }
          return sight.test(caller, read);
        });
  }

  /** Things that are everybody's who may call the operation, such as products. */
  public static PathScope ofEverybody(String variable, String what) {
    return new PathScope(variable, what, Set.of(), (caller, id) -> true);
  }

  public boolean shows(Caller caller, String id) {
    return !restricted.contains(caller.role()) || sight.test(caller, id);
  }
}
