package io.rmaflow.kit.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the shared clock is and how long a move waits.
 *
 * @param enabled only ever in the local stack
 * @param jdbcUrl of the database that the three services share for the clock alone
 * @param username of that database
 * @param password of that database
 * @param start where the clock begins, with its offset, if it has no instant yet; default: the
 *     machine's time
 * @param patience how long all services may take for one due time, real time
 */
@ConfigurationProperties("rmaflow.sandbox")
public record SandboxSettings(
    @DefaultValue("false") boolean enabled,
    String jdbcUrl,
    @Nullable String username,
    @Nullable String password,
    @Nullable String start,
    @DefaultValue("30s") Duration patience) {

  /**
   * The instant to begin at; nothing where none is set.
   *
   * @throws java.time.format.DateTimeParseException where it has no offset or is no instant
   */
  @Nullable Instant startInstant() {
    return start == null || start.isBlank() ? null : OffsetDateTime.parse(start).toInstant();
  }
}
