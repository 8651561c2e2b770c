package io.rmaflow.stack.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much processor time programs have used since they began, in milliseconds, by the name that
 * each is known under: their own, that of all processes below them, and that of those which have
 * ended in the meantime. Linux only.
 */
record ProcessorTimes(Map<String, Long> millis) {

  /** What {@code /proc/PID/stat} counts in, on every Linux. */
  private static final long MILLIS_OF_A_TICK = 10;

  private static final Path PROC = Path.of("/proc");

  ProcessorTimes {
    millis = Map.copyOf(millis);
  }

  /**
   * One process.
   *
   * @param parent its number
   * @param ticks of the process itself, in user and in system mode
   * @param ticksOfEnded of children that have ended and have been waited for, and of theirs
   */
  record Stat(long pid, long parent, long ticks, long ticksOfEnded) {

    /** Reads a line of {@code /proc/PID/stat}; the name in it may hold anything. */
    static Stat parse(String line) {
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return new Stat(
          Long.parseLong(line.substring(0, line.indexOf(' '))),
          Long.parseLong(fields[1]),
          Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
          Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
    }
  }

  /** As they are now, of the programs that these processes are the roots of. */
  static ProcessorTimes now(Map<String, Long> roots) {
    List<Stat> all = running();
    Map<String, Long> millis = new LinkedHashMap<>();
    roots.forEach((name, pid) -> millis.put(name, ofTree(pid, all)));
    return new ProcessorTimes(millis);
  }

  /** Milliseconds of a process with all below it. */
  static long ofTree(long root, List<Stat> all) {
    Set<Long> tree = new HashSet<>(Set.of(root));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Stat each : all) {
        grown |= tree.contains(each.parent()) && tree.add(each.pid());
      }
    }
    return MILLIS_OF_A_TICK
        * all.stream()
            .filter(each -> tree.contains(each.pid()))
            .mapToLong(each -> each.ticks() + each.ticksOfEnded())
            .sum();
  }

  /** Milliseconds of this very process without its children. */
  static long ofThisProcess() {
    return MILLIS_OF_A_TICK
        * running().stream()
            .filter(each -> each.pid() == ProcessHandle.current().pid())
            .mapToLong(Stat::ticks)
            .sum();
  }

  /** What has been used since then. */
  ProcessorTimes since(ProcessorTimes earlier) {
    Map<String, Long> used = new LinkedHashMap<>();
    millis.forEach((name, now) -> used.put(name, now - earlier.of(name)));
    return new ProcessorTimes(used);
  }

  long of(String name) {
    return millis.getOrDefault(name, 0L);
  }

  long all() {
    return millis.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<Stat> running() {
    try (Stream<Path> entries = Files.list(PROC)) {
      List<Stat> all = new ArrayList<>();
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().matches("[0-9]+")) {
          read(entry, all);
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("There is no /proc to read processor times from", e);
    }
  }

  private static void read(Path process, List<Stat> all) {
    try {
      all.add(Stat.parse(Files.readString(process.resolve("stat")).strip()));
    } catch (NoSuchFileException endedMeanwhile) {
      // its time is its parent's from now on
    } catch (IOException endedWhileRead) {
      if (Files.exists(process)) {
        throw new UncheckedIOException("Could not read " + process, endedWhileRead);
      }
    }
  }
}
