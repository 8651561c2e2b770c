package io.rmaflow.identity;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the issuer is told ({@code rmaflow.identity.*}).
 *
 * @param issuer what tokens name as their issuer; it may be reached under other names as well
 * @param audience whom tokens are for
 * @param directory where passwords, secrets and keys lie; it is made when missing, and belongs to
 *     one process alone
 * @param localTokens whether a program on this machine may ask for a token of any role
 * @param console where a browser finds the console's pages
 * @param secrets secrets of programs by their client ID, instead of those that are made in the
 *     directory; an empty one does not count
 */
@ConfigurationProperties("rmaflow.identity")
record IdentitySettings(
    @DefaultValue("http://127.0.0.1:8084") URI issuer,
    @DefaultValue("rmaflow") String audience,
    @DefaultValue(".rma/identity") Path directory,
    @DefaultValue("false") boolean localTokens,
    @DefaultValue("http://127.0.0.1:8080") URI console,
    @DefaultValue Map<String, String> secrets) {

  IdentitySettings {
    secrets = Map.copyOf(secrets);
    if (issuer.getScheme() == null || issuer.getHost() == null || issuer.getQuery() != null) {
      throw new IllegalArgumentException(
          "rmaflow.identity.issuer には http://127.0.0.1:8084 のような URL を指定してください。"
              + " / rmaflow.identity.issuer must be a URL such as http://127.0.0.1:8084, not "
              + issuer);
    }
  }
}
