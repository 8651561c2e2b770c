package io.rmaflow.verifier;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the command line.
 *
 * @param words what is no option, in its order
 * @param user of the database; null for none
 * @param keys whom to believe: a public key, or files with keys
 * @param checkpoints files with checkpoints that were kept outside
 * @param mirror a folder with mirrored tiles; null for none
 * @param name what is verified, for people; null for what the words say
 */
record Options(
    List<String> words,
    @Nullable String user,
    List<String> keys,
    List<Path> checkpoints,
    @Nullable Path mirror,
    @Nullable String name) {

  /**
   * Reads them.
   *
   * @throws WrongCommand where one is not known or has no value
   */
  static Options of(String[] arguments) {
    List<String> words = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<Path> checkpoints = new ArrayList<>();
    String user = null;
    Path mirror = null;
    String name = null;
    Deque<String> rest = new ArrayDeque<>(List.of(arguments));
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      switch (word) {
        case "--user" -> user = value(word, rest);
        case "--key", "--keys" -> keys.add(value(word, rest));
        case "--checkpoint" -> checkpoints.add(Path.of(value(word, rest)));
        case "--mirror" -> mirror = Path.of(value(word, rest));
        case "--name" -> name = value(word, rest);
        default -> {
          if (word.startsWith("-")) {
            throw new WrongCommand("verify does not know " + word);
          }
          words.add(word);
        }
      }
    }
    return new Options(
        List.copyOf(words), user, List.copyOf(keys), List.copyOf(checkpoints), mirror, name);
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new WrongCommand(option + " needs a value");
    }
    return rest.removeFirst();
  }
}
