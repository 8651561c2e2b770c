package io.rmaflow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls every operation as every role with every kind of token, and says what is wrong. */
public final class AccessMatrix {

  /** What stands in the header {@code Authorization}. */
  public enum Kind {
    NO_TOKEN,
    EXPIRED,
    FORGED,
    ALG_NONE,
    ANOTHER_AUDIENCE,
    ANOTHER_ISSUER,
    VALID
  }

  /** One call and its answer. */
  public record Cell(String operation, String role, Kind kind, int status) {}

  /** No operation of ours is about a thing of this ID. */
  private static final String NOTHING = "0";

  private static final int AT_ONCE = 6;

  private final List<Cell> cells;
  private final AccessTable expected;

  private AccessMatrix(List<Cell> cells, AccessTable expected) {
    this.cells = List.copyOf(cells);
    this.expected = expected;
  }

  /**
   * Makes all the calls, each about things that do not exist.
   *
   * @param base of the running service, such as {@code http://127.0.0.1:8081}
   * @param expected who may call what; its operations are called
   * @param customerId of the tokens of a customer
   */
  public static AccessMatrix of(
      String base, AccessTable expected, TestIdentity identity, String customerId) {
    List<Callable<Cell>> calls = new ArrayList<>();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (String role : AccessTable.ROLES) {
        Map<Kind, String> tokens = tokens(identity, role, customerId);
        for (String operation : expected.callers().keySet()) {
          tokens.forEach(
              (kind, token) ->
                  calls.add(
                      () -> new Cell(operation, role, kind, status(http, base, operation, token))));
        }
      }
      List<Cell> cells = new ArrayList<>();
      for (Future<Cell> cell : threads.invokeAll(calls)) {
        cells.add(cell.get());
      }
      return new AccessMatrix(cells, expected);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<Kind, String> tokens(TestIdentity identity, String role, String customerId) {
    String[] customerIds = role.equals("customer") ? new String[] {customerId} : new String[] {};
    Map<Kind, String> tokens = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      TestIdentity.Token token = identity.tokenOf(role, role + "-of-the-matrix", customerIds);
      tokens.put(
          kind,
          switch (kind) {
            case NO_TOKEN -> "";
            case EXPIRED -> token.expired().signed();
            case FORGED -> token.forged();
            case ALG_NONE -> token.unsigned();
            case ANOTHER_AUDIENCE -> token.forAnotherAudience().signed();
            case ANOTHER_ISSUER -> token.ofAnotherIssuer().signed();
            case VALID -> token.signed();
          });
    }
    return tokens;
  }

  private static int status(HttpClient http, String base, String operation, String token) {
    String[] words = operation.split(" ", -1);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + words[1].replaceAll("\\{[^}]*\\}", NOTHING)));
    if (words[0].equals("GET") || words[0].equals("ANY")) {
      request.GET();
    } else {
      request
          .method(words[0], BodyPublishers.ofString("{}"))
          .header("Content-Type", "application/json");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(operation, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How many calls were made. */
  public int size() {
    return cells.size();
  }

  /**
   * Those that were answered otherwise than they should be: with a good token whoever may not call
   * is answered 403, and whoever may is answered anything but 401, 403 and 5xx; without one
   * everybody is answered 401, but where none is needed.
   */
  public List<Cell> wrong() {
    return cells.stream().filter(cell -> !isRight(cell)).toList();
  }

  private boolean isRight(Cell cell) {
    Set<String> may = expected.callers().getOrDefault(cell.operation(), Set.of());
    boolean served = cell.status() != 401 && cell.status() != 403 && cell.status() < 500;
    if (may.contains(AccessTable.ANYBODY)) {
      // a token that is brought along although none is needed may be looked at
      boolean looksAtNone = cell.kind() == Kind.NO_TOKEN || cell.kind() == Kind.VALID;
      return served || (!looksAtNone && cell.status() == 401);
    }
    if (cell.kind() != Kind.VALID) {
      return cell.status() == 401;
    }
    return may.contains(cell.role()) ? served : cell.status() == 403;
  }
}
