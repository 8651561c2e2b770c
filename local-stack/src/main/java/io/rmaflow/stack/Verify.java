package io.rmaflow.stack;

import io.rmaflow.stack.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./rma verify}: tells the verifier, which is a program of its own, where things are in this
 * stack. A file, and a database that is named, need no stack.
 */
final class Verify {

  private static final String PROGRAM = "verifier";
  private static final int WRONG_COMMAND = 2;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final Layout layout;
  private final Supplier<RunState> stack;
  private final Function<RunState, String> token;
  private final List<String> passedOn = new ArrayList<>();
  private String word = "";
  private String service = "";
  private String database = "";
  private boolean store;
  private boolean keysGiven;
  private boolean checkpointsGiven;
  private boolean mirrorGiven;

  /**
   * @param stack the running one
   * @param token of an auditor
   */
  Verify(Layout layout, Supplier<RunState> stack, Function<RunState, String> token) {
    this.layout = layout;
    this.stack = stack;
    this.token = token;
  }

  /**
   * Verifies what is asked for.
   *
   * @return 0 where nothing is wrong, 1 where something is, 2 where the command is
   */
  int run(Deque<String> rest) {
    String wrong = read(rest);
    if (!wrong.isEmpty()) {
      System.err.println("rma: " + wrong);
      return WRONG_COMMAND;
    }
    if (!Files.exists(layout.jarOf(PROGRAM))) {
      throw new StackFailure("The verifier is not built: ./rma build");
    }
    if (!database.isEmpty()) {
      return program(List.of("store", database), Map.of(), List.of());
    }
    if (!word.isEmpty() && Files.isRegularFile(Path.of(word))) {
      return program(List.of("file", word), Map.of(), List.of());
    }
    if (word.startsWith("/") || word.startsWith(".") || word.endsWith(".jsonl")) {
      System.err.println("rma: there is no file " + word);
      return WRONG_COMMAND;
    }
    return word.isEmpty() ? stores(stack.get()) : stream(stack.get());
  }

  private String read(Deque<String> rest) {
    while (!rest.isEmpty()) {
      String option = rest.removeFirst();
      switch (option) {
        case "--store" -> {
          store = true;
          String next = rest.peekFirst();
          if (next != null && !next.startsWith("-")) {
            service = rest.removeFirst();
          }
        }
        case "--service", "--database", "--user", "--keys", "--checkpoint", "--mirror" -> {
          if (rest.isEmpty()) {
            return option + " needs a value";
          }
          take(option, rest.removeFirst());
        }
        default -> {
          if (option.startsWith("-") || !word.isEmpty()) {
            return "verify does not know " + option;
          }
          word = option;
        }
      }
    }
    if (!service.isEmpty() && !service.endsWith("-service")) {
      service = service + "-service";
    }
    if (!service.isEmpty() && !StackOptions.ALL_SERVICES.contains(service)) {
      return "there is no service " + service + ", only " + StackOptions.ALL_SERVICES;
    }
    return store && !word.isEmpty()
        ? "verify takes --store, or the ID of a case, or a file, not several of them"
        : "";
  }

  private void take(String option, String value) {
    switch (option) {
      case "--service" -> service = value;
      case "--database" -> database = value;
      default -> {
        keysGiven |= option.equals("--keys");
        checkpointsGiven |= option.equals("--checkpoint");
        mirrorGiven |= option.equals("--mirror");
        passedOn.add(option);
        passedOn.add(value);
      }
    }
  }

  /** All services one after the other, or the one that is named. */
  private int stores(RunState state) {
    int worst = 0;
    for (String each : service.isEmpty() ? StackOptions.ALL_SERVICES : List.of(service)) {
      List<String> command =
          List.of(
              "store",
              PostgresServer.jdbcUrl(
                  state.port(Stack.POSTGRES), each.substring(0, each.indexOf('-'))),
              "--name",
              each,
              "--user",
              PostgresServer.SUPERUSER);
      List<String> known = new ArrayList<>(keys(state, each));
      Path published = layout.proofs(each);
      if (!checkpointsGiven && Files.exists(published.resolve("checkpoint"))) {
        known.addAll(List.of("--checkpoint", published.resolve("checkpoint").toString()));
      }
      if (!mirrorGiven && Files.exists(published.resolve("tile"))) {
        known.addAll(List.of("--mirror", published.toString()));
      }
      worst =
          Math.max(
              worst,
              program(command, Map.of("RMAFLOW_DB_PASSWORD", PostgresServer.SUPERUSER), known));
    }
    return worst;
  }

  private int stream(RunState state) {
    String asked = service.isEmpty() ? "rma-service" : service;
    List<String> known = new ArrayList<>(keys(state, asked));
    Path published = layout.proofs(asked).resolve("checkpoint");
    if (!checkpointsGiven && Files.exists(published)) {
      known.addAll(List.of("--checkpoint", published.toString()));
    }
    return program(
        List.of("stream", state.url(asked), word),
        Map.of("RMAFLOW_TOKEN", token.apply(state)),
        known);
  }

  /** The keys that the service tells, where nobody says which ones to believe. */
  private List<String> keys(RunState state, String asked) {
    if (keysGiven) {
      return List.of();
    }
    JsonNode told = get(state.url(asked) + "/api/proofs/key", token.apply(state));
    List<String> keys = new ArrayList<>();
    for (String name : List.of("keys", "formerKeys")) {
      told.path(name).forEach(key -> keys.addAll(List.of("--keys", key.asString())));
    }
    if (keys.isEmpty()) {
      throw new StackFailure(asked + " signs nothing: it has no key");
    }
    return keys;
  }

  private static JsonNode get(String url, String bearer) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url))
                  .timeout(ANSWER_WITHIN)
                  .header("Authorization", "Bearer " + bearer)
                  .build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() != 200) {
        throw new StackFailure(url + " answers " + answer.statusCode() + ": " + answer.body());
      }
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException e) {
      throw new StackFailure(url + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while " + url + " is asked", e);
    }
  }

  private int program(List<String> words, Map<String, String> secrets, List<String> known) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-jar",
                layout.jarOf(PROGRAM).toString()));
    command.addAll(words);
    command.addAll(known);
    command.addAll(passedOn);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(new LinkedHashMap<>(secrets));
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start the verifier", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while verifying", e);
    }
  }
}
