package io.rmaflow.verifier;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Shows whether anything recorded was changed. It exits with 0 where nothing was, with 1 where
 * something was or cannot be verified, and with 2 where the command is wrong.
 *
 * <pre>
 * store JDBC-URL [--user NAME] --keys FILE|KEY [--checkpoint FILE|FOLDER]… [--mirror FOLDER]
 * file FILE [--keys FILE|KEY]
 * stream SERVICE-URL STREAM --keys FILE|KEY [--checkpoint FILE|FOLDER]…
 * </pre>
 *
 * <p>The database's password is taken from {@code RMAFLOW_DB_PASSWORD}, a service's token from
 * {@code RMAFLOW_TOKEN}.
 */
public final class Main {

  private static final int WRONG_COMMAND = 2;
  private static final String USAGE =
      """
      verifier store JDBC-URL [--user NAME] --keys FILE|KEY [--checkpoint FILE|FOLDER]... [--mirror FOLDER]
      verifier file FILE [--keys FILE|KEY]
      verifier stream SERVICE-URL STREAM --keys FILE|KEY [--checkpoint FILE|FOLDER]...
      The password is taken from RMAFLOW_DB_PASSWORD, the token from RMAFLOW_TOKEN.
      """;

  private Main() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    // the library logs nothing that the verdict does not say
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    int code = run(arguments, System.getenv(), System.out, System.err);
    System.out.flush();
    if (code != 0) {
      System.exit(code);
    }
  }

  /**
   * Runs one command.
   *
   * @param environment for what nobody shall see on a command line
   * @param out for what was found
   * @param err for what is wrong with the command
   * @return the exit code
   */
  public static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      Options options = Options.of(arguments);
      String command = options.words().isEmpty() ? "" : options.words().getFirst();
      boolean holds =
          switch (command + " " + options.words().size()) {
            case "store 2" ->
                new StoreCommand(out)
                    .run(options.words().get(1), environment.get("RMAFLOW_DB_PASSWORD"), options);
            case "file 2" -> new FileCommand(out).run(Path.of(options.words().get(1)), options);
            case "stream 3" ->
                new StreamCommand(out, options.words().get(1), token(environment))
                    .run(options.words().get(2), options);
            default -> throw new WrongCommand(USAGE);
          };
      return holds ? 0 : 1;
    } catch (WrongCommand e) {
      err.println("verify: " + e.getMessage());
      return WRONG_COMMAND;
    } catch (CannotVerify e) {
      err.println("verify: " + e.getMessage());
      return 1;
    }
  }

  private static String token(Map<String, String> environment) {
    String token = environment.getOrDefault("RMAFLOW_TOKEN", "");
    if (token.isBlank()) {
      throw new WrongCommand("RMAFLOW_TOKEN is not set: a token of an auditor or administrator");
    }
    return token;
  }
}
