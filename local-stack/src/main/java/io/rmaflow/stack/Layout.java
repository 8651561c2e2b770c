package io.rmaflow.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the files of one stack lie.
 *
 * @param checkout root of the project, where the built services are
 * @param home folder of the stack's own data; two stacks side by side have two
 */
public record Layout(Path checkout, Path home) {

  public Layout {
    checkout = checkout.toAbsolutePath().normalize();
    home = home.toAbsolutePath().normalize();
  }

  /** What survives from one run to the next. */
  Path data() {
    return home.resolve("data");
  }

  Path postgresData() {
    return data().resolve("postgres");
  }

  Path kafkaData() {
    return data().resolve("kafka");
  }

  /** The files of cases. */
  Path attachments() {
    return data().resolve("attachments");
  }

  /** Whom a service has erased; no backup of its database holds it. */
  Path erasures(String service) {
    return data().resolve("erasures").resolve(service + ".txt");
  }

  /** Checkpoints and tiles of a service's log, as anybody may mirror them. */
  Path proofs(String service) {
    return data().resolve("proofs").resolve(service);
  }

  /** Which clock the data was made under. */
  Path clockKind() {
    return data().resolve("clock");
  }

  /** The mails, one file each. */
  public Path mail() {
    return home.resolve("mail");
  }

  /** Passwords of persons, secrets of programs and the keys of the issuer; nobody else reads it. */
  Path identity() {
    return home.resolve("identity");
  }

  /** Made by the issuer: a line {@code account=password} for each person who may log in. */
  Path passwords() {
    return identity().resolve("persons.properties");
  }

  /** Made by the issuer: a line {@code client=secret} for each program. */
  Path secrets() {
    return identity().resolve("clients.properties");
  }

  /** What a process has said. */
  public Path log(String name) {
    return home.resolve("logs").resolve(name + ".log");
  }

  /** Made by a server's process when it is ready. */
  Path ready(String name) {
    return home.resolve("ready").resolve(name);
  }

  /** What runs at this moment. */
  Path runState() {
    return home.resolve("run.json");
  }

  /** Held by the supervisor as long as it lives. */
  Path lock() {
    return home.resolve("lock");
  }

  /** The runnable jar of a service, whether it is built or not. */
  Path jarOf(String service) {
    return checkout
        .resolve(service)
        .resolve("target")
        .resolve(service + "-1.0.0-SNAPSHOT-exec.jar");
  }

  /** What a service needs beside its own jar to run on a clock that is moved, built or not. */
  Path sandboxJar() {
    return checkout
        .resolve("platform")
        .resolve("sandbox")
        .resolve("target")
        .resolve("sandbox-1.0.0-SNAPSHOT.jar");
  }

  void makeFolders() {
    try {
      Files.createDirectories(data());
      Files.createDirectories(mail());
      Files.createDirectories(home.resolve("logs"));
      Files.createDirectories(home.resolve("ready"));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make the folders of the stack in " + home, e);
    }
  }
}
