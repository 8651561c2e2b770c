package io.rmaflow.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * An authority of its own and one certificate that it has signed, made by the JDK's own tool, for a
 * server of a test. Two of them do not trust each other.
 */
public final class TestCertificates {

  /** Of the key store and the keys in it. */
  public static final String PASSWORD = "for-tests-only";

  private static final String AUTHORITY = "authority";
  private static final String SERVER = "server";

  private final Path folder;
  private final Path keyStore;

  private TestCertificates(Path folder) {
    this.folder = folder;
    this.keyStore = folder.resolve("keys.p12");
  }

  /**
   * Makes both.
   *
   * @param folder made where it does not exist
   * @param name the only one under which the server may be reached, such as {@code localhost}
   */
  public static TestCertificates make(Path folder, String name) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TestCertificates made = new TestCertificates(folder);
    made.keytool(AUTHORITY, "CN=Authority of a test", "-ext", "bc:c");
    made.keytool(SERVER, "CN=" + name, "-ext", "san=dns:" + name, "-signer", AUTHORITY);
    return made;
  }

  /** The authority's certificate, PEM: what a client has to trust. */
  public Path authority() {
    return write("authority.pem", pem("CERTIFICATE", encoded(AUTHORITY)));
  }

  /** The server's certificate, PEM. */
  public Path certificate() {
    return write("server.pem", pem("CERTIFICATE", encoded(SERVER)));
  }

  /** The server's key, PEM, for its owner alone. */
  public Path key() {
    try {
      Key key = loaded().getKey(SERVER, PASSWORD.toCharArray());
      Path file = write("server.key", pem("PRIVATE KEY", key.getEncoded()));
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's key and the authority as one that is trusted, PKCS12, under {@link #PASSWORD}. */
  public Path keyStore() {
    Path file = folder.resolve("server.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      served().store(out, PASSWORD.toCharArray());
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a server in this JVM works with. */
  public SSLContext context() {
    try {
      KeyStore served = served();
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(served, PASSWORD.toCharArray());
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(served);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server that had the authority's key as well might show the wrong certificate. */
  private KeyStore served() {
    try {
      KeyStore all = loaded();
      KeyStore served = KeyStore.getInstance("PKCS12");
      served.load(null, null);
      served.setKeyEntry(
          SERVER,
          all.getKey(SERVER, PASSWORD.toCharArray()),
          PASSWORD.toCharArray(),
          all.getCertificateChain(SERVER));
      served.setCertificateEntry(AUTHORITY, all.getCertificate(AUTHORITY));
      return served;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keytool(String alias, String name, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(Arrays.asList(more));
    try {
      Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
        throw new IllegalStateException("keytool: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private KeyStore loaded() {
    try (InputStream in = Files.newInputStream(keyStore)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] encoded(String alias) {
    try {
      @Nullable Certificate certificate = loaded().getCertificate(alias);
      if (certificate == null) {
        throw new IllegalStateException("no certificate " + alias);
      }
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            kind,
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content),
            kind);
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
